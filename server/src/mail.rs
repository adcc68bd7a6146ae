//! Sending messages: to a server for mail, or into a folder where there is none.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use app::mail::{Letter, Outgoing, delivered, failed, letter, next_due};
use app::site::site_info;
use app::state::AppState;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Category, Severity};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::config::Config;

/// A server for mail that says nothing for so long is away.
const PATIENCE: Duration = Duration::from_secs(15);

/// Where messages go.
pub struct Mailer {
    way: Way,
    from: Mailbox,
    base: String,
    /// The name that messages and this program bear among servers for mail.
    host: String,
}

enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf),
}

/// Why a message was not taken.
struct Refusal {
    words: String,
    for_good: bool,
}

impl Refusal {
    fn of(words: impl ToString, for_good: bool) -> Self {
        Self { words: words.to_string(), for_good }
    }
}

/// The address with what makes it safe: a password and links cross no network in the clear, unless `tls=` says so.
///
/// # Errors
/// A sentence about an address that is none. It repeats no password.
pub fn checked_url(text: &str) -> Result<String, String> {
    let wrong = || "is neither smtp://[USER:PASSWORD@]HOST[:PORT] nor smtps://…".to_owned();
    let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    let host = place.rsplit_once(':').map_or(place, |(host, _)| host);
    if !["smtp", "smtps"].contains(&scheme) || host.is_empty() {
        return Err(wrong());
    }
    let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    let url = match (scheme, rest.split_once('?')) {
        ("smtp", None) if !is_here => format!("{text}?tls=required"),
        _ => text.to_owned(),
    };
    AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map(|_| url).map_err(|_| wrong())
}

impl Mailer {
    /// A mailer for these settings.
    ///
    /// # Errors
    /// An address that cannot be used, a folder that cannot be made.
    pub fn new(config: &Config) -> io::Result<Self> {
        let address = config.base_url.split_once("://").map_or("", |(_, host)| host);
        let host = address.rsplit_once(':').map_or(address, |(host, _)| host).to_owned();
        let way = match &config.smtp_url {
            Some(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(io::Error::other)?;
                let name = ClientId::Domain(host.clone());
                Way::Smtp(Box::new(transport.timeout(Some(PATIENCE)).hello_name(name).build()))
            }
            None => {
                let folder = config.data_dir.join("outbox");
                make_private(&folder)?;
                tracing::info!(folder = %folder.display(), "DINH_SMTP_URL is not set: messages are written to files");
                Way::Folder(folder)
            }
        };
        Ok(Self { way, from: config.mail_from.clone(), base: config.base_url.clone(), host })
    }

    /// Sends every message whose turn it is.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn send_due(&self, state: &AppState) -> app::db::DbResult<()> {
        while let Some(message) = next_due(&state.db, state.clock.now()).await? {
            let site = site_info(&state.db).await?.name;
            let site = if site.is_empty() { self.host.clone() } else { site };
            match self.send(&message, &letter(&message, &site, &self.base)).await {
                Ok(()) => {
                    tracing::info!(message = message.id, kind = message.kind.as_str(), "a message is on its way");
                    delivered(&state.db, message.id).await?;
                }
                Err(Refusal { words, for_good }) => {
                    tracing::warn!(
                        message = message.id,
                        tries = message.tries,
                        fault = words,
                        "a message was not taken"
                    );
                    failed(&state.db, &message, &words, for_good, state.clock.now()).await?;
                }
            }
        }
        Ok(())
    }

    async fn send(&self, message: &Outgoing, letter: &Letter) -> Result<(), Refusal> {
        let whole = self.whole(message, letter)?;
        match &self.way {
            Way::Smtp(transport) => match transport.send(whole).await {
                Ok(_) => Ok(()),
                Err(error) => {
                    // 55x is about the mailbox and will not change; 53x is about our own password and may.
                    let for_good = error.status().is_some_and(|code| {
                        code.severity == Severity::PermanentNegativeCompletion && code.category == Category::MailSystem
                    });
                    Err(Refusal::of(told(&error), for_good))
                }
            },
            Way::Folder(folder) => {
                let name = format!("{}-{}.eml", message.created.0, message.id);
                write_private(folder, &name, whole.formatted()).await.map_err(|error| Refusal::of(error, false))
            }
        }
    }

    /// The message as it travels. Its name is the same at each try, so that a second copy is known for one.
    fn whole(&self, message: &Outgoing, letter: &Letter) -> Result<Message, Refusal> {
        let to: Mailbox = message.recipient.parse().map_err(|error| Refusal::of(error, true))?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&letter.subject)
            .message_id(Some(format!("<{}.{}@{}>", message.created.0, message.id, self.host)))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|error| Refusal::of(error, true))
    }
}

/// An error with what is behind it, which names the host or the certificate.
fn told(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = error.source();
    }
    words
}

/// Messages hold links that let somebody in, so nobody else on the machine reads them.
fn make_private(folder: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a file that is there whole or not at all.
async fn write_private(folder: &std::path::Path, name: &str, bytes: Vec<u8>) -> io::Result<()> {
    use tokio::io::AsyncWriteExt;
    let (unfinished, finished) = (folder.join(format!("{name}.part")), folder.join(name));
    let mut options = tokio::fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&unfinished).await?;
    file.write_all(&bytes).await?;
    file.sync_all().await?;
    tokio::fs::rename(unfinished, finished).await
}

#[cfg(test)]
mod tests {
    //! Addresses.
    use super::checked_url;

    #[test]
    fn nothing_crosses_a_network_in_the_clear_unasked() {
        let url = |text: &str| checked_url(text).ok();
        assert_eq!(url("smtp://mail.vn:587").as_deref(), Some("smtp://mail.vn:587?tls=required"));
        assert_eq!(url("smtp://a:b%40c@mail.vn").as_deref(), Some("smtp://a:b%40c@mail.vn?tls=required"));
        for as_it_is in
            ["smtp://127.0.0.1:25", "smtp://[::1]:25", "smtps://a:b@mail.vn", "smtp://m.vn?tls=opportunistic"]
        {
            assert_eq!(url(as_it_is).as_deref(), Some(as_it_is));
        }
        for wrong in ["mail.vn", "http://mail.vn", "smtp://", "smtp://m.vn?tls=perhaps", "smtp://m.vn:99999"] {
            assert_eq!(url(wrong), None, "{wrong}");
        }
        assert!(checked_url("ftp://a:secret@b").is_err_and(|words| !words.contains("secret")));
    }
}
