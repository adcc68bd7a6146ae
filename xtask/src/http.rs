//! The smallest HTTP client that can ask whether the server is ready.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// On the own machine an answer takes milliseconds.
const LIMIT: Duration = Duration::from_secs(2);

/// The status of `GET path`; none when nobody answers.
pub fn status(listen: &str, path: &str) -> Option<u16> {
    // A server that listens on every address is asked on the loopback.
    let asked = listen.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:");
    let address = asked.to_socket_addrs().ok()?.next()?;
    let mut stream = TcpStream::connect_timeout(&address, LIMIT).ok()?;
    stream.set_read_timeout(Some(LIMIT)).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {asked}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    parse_status(&String::from_utf8_lossy(&answer))
}

/// A server that listens on every address is reached on the loopback.
pub fn reachable(listen: &str) -> String {
    match listen.rsplit_once(':') {
        Some(("0.0.0.0", port)) => format!("127.0.0.1:{port}"),
        Some(("[::]", port)) => format!("[::1]:{port}"),
        _ => listen.to_owned(),
    }
}

/// `HTTP/1.1 200 OK` is 200.
fn parse_status(answer: &str) -> Option<u16> {
    let line = answer.lines().next()?;
    let rest = line.strip_prefix("HTTP/1.")?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_reached_on_the_loopback() {
        assert_eq!(reachable("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(reachable("[::]:80"), "[::1]:80");
        assert_eq!(reachable("10.0.0.0:80"), "10.0.0.0:80");
    }

    #[test]
    fn the_status_is_read() {
        assert_eq!(parse_status("HTTP/1.1 503 Unavailable\r\n"), Some(503));
        assert_eq!(parse_status("SSH-2.0"), None);
    }
}
