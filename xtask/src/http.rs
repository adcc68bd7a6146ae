//! The smallest HTTP client: one request, one answer, on the own machine.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::paths::Result;

/// On the own machine an answer takes milliseconds.
const LIMIT: Duration = Duration::from_secs(2);

/// The status of `GET path`; none when nobody answers.
pub fn status(listen: &str, path: &str) -> Option<u16> {
    get(listen, path).ok().map(|answer| answer.status)
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// The answer to `GET path`.
pub fn get(listen: &str, path: &str) -> Result<Answer> {
    let failed = |problem: std::io::Error| format!("http://{listen}{path}: {problem}");
    let asked = reachable(listen);
    let address = asked.to_socket_addrs().map_err(failed)?.next().ok_or_else(|| format!("{asked} is no address"))?;
    let mut stream = TcpStream::connect_timeout(&address, LIMIT).map_err(failed)?;
    stream.set_read_timeout(Some(LIMIT)).map_err(failed)?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {asked}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(failed)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |place| place + 4);
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let status = parse_status(&head).ok_or_else(|| format!("http://{listen}{path}: no answer of HTTP"))?;
    let rest = answer.split_off(end);
    let chunked = head.contains("transfer-encoding: chunked");
    let body = if chunked { unchunked(&rest) } else { Some(rest) };
    Ok(Answer { status, body: body.ok_or_else(|| format!("http://{listen}{path}: the answer is cut off"))? })
}

/// The text of a body in chunks (RFC 9112, section 7.1); none when its end is missing.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let size =
            usize::from_str_radix(std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[line + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
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
    let line = answer.lines().next()?.to_ascii_lowercase();
    let rest = line.strip_prefix("http/1.")?;
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
    fn chunks_are_put_together() {
        assert_eq!(unchunked(b"3\r\nabc\r\n1;x\r\nd\r\n0\r\n\r\n"), Some(b"abcd".to_vec()));
        assert_eq!(unchunked(b"3\r\nab"), None);
        assert_eq!(unchunked(b"3\r\nabc\r\n"), None);
    }

    #[test]
    fn the_status_is_read() {
        assert_eq!(parse_status("HTTP/1.1 503 Unavailable\r\n"), Some(503));
        assert_eq!(parse_status("SSH-2.0"), None);
    }
}
