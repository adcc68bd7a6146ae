//! Settings: `dinh.toml` in the working folder, then `DINH_*` variables over it. A wrong setting is an error that
//! names it; nothing is guessed.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use app::media::BucketOptions;
use lettre::message::Mailbox;
use serde::Deserialize;

use crate::mail::checked_url;
use crate::network::Network;

/// Every setting, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite://PATH` or `postgres://…`.
    pub database_url: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// `https://host` without a slash at the end; every absolute link is built from it.
    pub base_url: String,
    /// Where files and, by default, the database are.
    pub data_dir: PathBuf,
    /// The client's files, made by the build.
    pub site_dir: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Nobody works at the desk before they have a second step of signing in (`DINH_SECOND_STEP`: `required`, which is
    /// usual on a site that others reach, or `optional`).
    pub needs_second_step: bool,
    /// The bucket that files lie in; without one they lie below `data_dir`.
    pub bucket: Option<BucketOptions>,
    /// The server for mail, `smtp://` or `smtps://`; without one, messages are written to files.
    pub smtp_url: Option<String>,
    /// Who messages are from.
    pub mail_from: Mailbox,
    /// Pages load themselves again whenever the server was started anew (`DINH_WATCH`).
    pub watched: bool,
}

/// A setting that cannot be used.
#[derive(Debug)]
pub struct ConfigError {
    setting: String,
    problem: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "setting {}: {}", self.setting, self.problem)
    }
}

impl std::error::Error for ConfigError {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    listen: Option<String>,
    base_url: Option<String>,
    data_dir: Option<String>,
    site_dir: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    second_step: Option<String>,
    files_url: Option<String>,
    s3_endpoint: Option<String>,
    s3_region: Option<String>,
    s3_key: Option<String>,
    s3_secret: Option<String>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
}

fn wrong(setting: &str, problem: impl fmt::Display) -> ConfigError {
    ConfigError { setting: setting.to_owned(), problem: problem.to_string() }
}

impl Config {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// The first setting that cannot be used, by name.
    pub fn load() -> Result<Self, ConfigError> {
        let file = match std::fs::read_to_string("dinh.toml") {
            Ok(text) => toml::from_str(&text).map_err(|error| wrong("in dinh.toml", error))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(error) => return Err(wrong("dinh.toml", error)),
        };
        Self::from_parts(file, &|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn from_parts(file: File, env: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let data_dir = PathBuf::from(env("DINH_DATA_DIR").or(file.data_dir).unwrap_or_else(|| "data".into()));
        let database_url = env("DINH_DATABASE_URL")
            .or(file.database_url)
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("dinh.db").display()));
        if !["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err(wrong("DINH_DATABASE_URL", "begins with neither sqlite:// nor postgres://"));
        }
        let listen = env("DINH_LISTEN").or(file.listen).unwrap_or_else(|| "127.0.0.1:3000".into());
        let listen: SocketAddr =
            listen.parse().map_err(|_| wrong("DINH_LISTEN", format!("{listen} is not ADDRESS:PORT")))?;
        let base_url = env("DINH_BASE_URL").or(file.base_url).unwrap_or_else(|| format!("http://{listen}"));
        let proxies = match env("DINH_TRUSTED_PROXIES") {
            Some(list) => list.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
            None => file.trusted_proxies.unwrap_or_default(),
        };
        let trusted_proxies = proxies
            .iter()
            .map(|text| {
                Network::parse(text)
                    .ok_or_else(|| wrong("DINH_TRUSTED_PROXIES", format!("{text} is no address or network")))
            })
            .collect::<Result<_, _>>()?;
        let site_dir = PathBuf::from(env("DINH_SITE_DIR").or(file.site_dir).unwrap_or_else(|| "site".into()));
        let base_url = checked_base(&base_url)?;
        let needs_second_step = match env("DINH_SECOND_STEP").or(file.second_step).as_deref() {
            None => base_url.starts_with("https://"),
            Some("required") => true,
            Some("optional") => false,
            Some(other) => return Err(wrong("DINH_SECOND_STEP", format!("{other} is neither required nor optional"))),
        };
        let bucket = bucket(&BucketParts {
            url: env("DINH_FILES_URL").or(file.files_url),
            endpoint: env("DINH_S3_ENDPOINT").or(file.s3_endpoint),
            region: env("DINH_S3_REGION").or(file.s3_region),
            key: env("DINH_S3_KEY").or(file.s3_key),
            secret: env("DINH_S3_SECRET").or(file.s3_secret),
        })?;
        let watched = env("DINH_WATCH").is_some();
        let smtp_url = env("DINH_SMTP_URL").or(file.smtp_url).map(|url| checked_url(&url)).transpose();
        let smtp_url = smtp_url.map_err(|problem| wrong("DINH_SMTP_URL", problem))?;
        let mail_from = sender(env("DINH_MAIL_FROM").or(file.mail_from), smtp_url.is_some())?;
        Ok(Self {
            database_url,
            listen,
            base_url,
            data_dir,
            site_dir,
            trusted_proxies,
            needs_second_step,
            bucket,
            smtp_url,
            mail_from,
            watched,
        })
    }

    /// Whether readers reach the site over TLS.
    pub fn is_tls(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The settings of a bucket, as they were given.
struct BucketParts {
    url: Option<String>,
    endpoint: Option<String>,
    region: Option<String>,
    key: Option<String>,
    secret: Option<String>,
}

/// The bucket of `s3://NAME/PREFIX`. Who may use it is never guessed from the machine.
fn bucket(parts: &BucketParts) -> Result<Option<BucketOptions>, ConfigError> {
    let Some(url) = &parts.url else { return Ok(None) };
    let bad = || wrong("DINH_FILES_URL", format!("{url} is not s3://BUCKET or s3://BUCKET/PREFIX"));
    let uri: http::Uri = url.parse().map_err(|_| bad())?;
    let name = uri.host().filter(|_| uri.scheme_str() == Some("s3") && uri.port().is_none() && uri.query().is_none());
    let needed = |name: &str, value: &Option<String>| {
        value.clone().ok_or_else(|| wrong(name, "is needed beside DINH_FILES_URL"))
    };
    if let Some(endpoint) = &parts.endpoint {
        checked_address("DINH_S3_ENDPOINT", endpoint)?;
    }
    Ok(Some(BucketOptions {
        name: name.ok_or_else(bad)?.to_owned(),
        prefix: uri.path().trim_matches('/').to_owned(),
        endpoint: parts.endpoint.as_ref().map(|address| address.trim_end_matches('/').to_owned()),
        region: parts.region.clone().unwrap_or_else(|| "us-east-1".to_owned()),
        key: needed("DINH_S3_KEY", &parts.key)?,
        secret: needed("DINH_S3_SECRET", &parts.secret)?,
    }))
}

/// Who messages are from. Only files may do without: nothing answers to them.
fn sender(text: Option<String>, is_sent: bool) -> Result<Mailbox, ConfigError> {
    match text {
        Some(text) => {
            text.parse().map_err(|_| wrong("DINH_MAIL_FROM", format!("{text} is neither a@b nor NAME <a@b>")))
        }
        None if is_sent => Err(wrong("DINH_MAIL_FROM", "is needed beside DINH_SMTP_URL")),
        None => "dinh@localhost".parse().map_err(|error| wrong("DINH_MAIL_FROM", error)),
    }
}

fn checked_base(text: &str) -> Result<String, ConfigError> {
    checked_address("DINH_BASE_URL", text)?;
    Ok(text.trim_end_matches('/').to_owned())
}

/// An address of a host alone.
fn checked_address(setting: &str, text: &str) -> Result<(), ConfigError> {
    let uri: http::Uri = text.parse().map_err(|error| wrong(setting, format!("{text} is no address: {error}")))?;
    let scheme_known = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = uri.path() == "/" && uri.query().is_none();
    if !scheme_known || uri.authority().is_none() || !bare {
        return Err(wrong(setting, format!("{text} is not http(s)://HOST without a path")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    //! Wrong settings are named.
    use super::*;

    fn load(settings: &[(&str, &str)]) -> Result<Config, String> {
        let env = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::from_parts(File::default(), &env).map_err(|error| error.to_string())
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (name, value) in [
            ("DINH_LISTEN", "here"),
            ("DINH_DATABASE_URL", "mysql://x"),
            ("DINH_BASE_URL", "ftp://x"),
            ("DINH_BASE_URL", "https://x/path"),
            ("DINH_TRUSTED_PROXIES", "10.0.0.0/40"),
            ("DINH_SMTP_URL", "http://x"),
            ("DINH_MAIL_FROM", "nobody"),
            ("DINH_FILES_URL", "https://bucket"),
        ] {
            let error = load(&[(name, value)]).err().unwrap_or_default();
            assert!(error.contains(name), "{name}={value}: {error}");
        }
        assert!(toml::from_str::<File>("listn = \"x\"").is_err(), "an unknown key in dinh.toml is refused");
    }

    #[test]
    fn a_bucket_needs_its_key() {
        let all = [
            ("DINH_FILES_URL", "s3://files/site"),
            ("DINH_S3_ENDPOINT", "https://store.example/"),
            ("DINH_S3_KEY", "name"),
            ("DINH_S3_SECRET", "word"),
        ];
        let bucket = load(&all).ok().and_then(|config| config.bucket).map(|options| format!("{options:?}"));
        assert_eq!(bucket.as_deref(), Some("s3://files/site at Some(\"https://store.example\")"), "without the secret");
        for missing in ["DINH_S3_KEY", "DINH_S3_SECRET"] {
            let rest: Vec<_> = all.into_iter().filter(|(name, _)| *name != missing).collect();
            assert!(load(&rest).err().unwrap_or_default().contains(missing));
        }
        let mut wrong = all;
        wrong[1].1 = "store.example";
        assert!(load(&wrong).err().unwrap_or_default().contains("DINH_S3_ENDPOINT"));
    }

    #[test]
    fn nothing_set_is_enough() {
        let config = load(&[]).ok();
        assert_eq!(config.map(|config| config.base_url).as_deref(), Some("http://127.0.0.1:3000"));
    }
}
