//! The options of `cargo xtask serve`.

use crate::bundle::Mode;
use crate::paths::Result;

/// What the command line asks for.
#[derive(Debug, Eq, PartialEq)]
pub struct Options {
    pub watch: bool,
    pub release: bool,
    host: String,
    port: u16,
}

impl Options {
    /// Reads the arguments after `serve`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { watch: false, release: false, host: "127.0.0.1".to_owned(), port: 3000 };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || {
                let value = rest.next();
                value.ok_or_else(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--watch" => options.watch = true,
                "--release" => options.release = true,
                "--host" => options.host.clone_from(value()?),
                "--port" => {
                    let text = value()?;
                    options.port = text.parse().map_err(|_| format!("{text:?} is no port number"))?;
                }
                other => return Err(format!("serve does not know {other:?}")),
            }
        }
        Ok(options)
    }

    /// The bundle that goes with the server.
    pub fn mode(&self) -> Mode {
        if self.release { Mode::Shipped } else { Mode::Dev }
    }

    /// For `DINH_LISTEN`.
    pub fn listen(&self) -> String {
        // An IPv6 address is told from the port by brackets.
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        let owned: Vec<_> = arguments.iter().map(|text| (*text).to_owned()).collect();
        Options::parse(&owned)
    }

    #[test]
    fn options_are_read() {
        let options = parse(&["--port", "4000", "--watch"]).unwrap();
        assert!(options.watch && !options.release);
        assert_eq!(options.listen(), "127.0.0.1:4000");
        assert_eq!(parse(&["--host", "::1"]).unwrap().listen(), "[::1]:3000");
        assert!(parse(&["--port"]).is_err());
        assert!(parse(&["--port", "x"]).is_err());
        assert!(parse(&["--prot"]).is_err());
    }
}
