//! A server for mail on loopback, which keeps what it is given or refuses it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Mail {
    pub recipient: String,
    /// Name and password that the sender gave, as `PLAIN` sends them.
    pub login: String,
    pub raw: String,
}

impl Mail {
    /// A header, unfolded and decoded.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        words(&line.unwrap_or_default())
    }

    /// The text, decoded.
    pub fn text(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").expect("a body");
        match self.header("Content-Transfer-Encoding").as_str() {
            "base64" => base64_text(&body.replace("\r\n", "")),
            "quoted-printable" => quoted(body),
            _ => body.to_owned(),
        }
    }
}

fn base64_text(text: &str) -> String {
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).expect("base 64");
    String::from_utf8(bytes).expect("UTF-8")
}

fn quoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let pair: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&pair, 16).expect("hexadecimal"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Encoded words of RFC 2047; space between two of them counts for nothing.
fn words(header: &str) -> String {
    let joined = header.replace("?= =?", "?==?");
    let mut text = String::new();
    let mut rest = joined.as_str();
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        let (word, remains) = after.split_once("?=").expect("an encoded word");
        text.push_str(before);
        text.push_str(&base64_text(word));
        rest = remains;
    }
    text + rest
}

/// The server.
pub struct Smtp {
    pub port: u16,
    kept: Arc<Mutex<Vec<Mail>>>,
    answer: Arc<Mutex<&'static str>>,
}

impl Smtp {
    /// One that takes everything.
    pub fn start() -> Self {
        Self::at(0)
    }

    /// One on a port that was found free before.
    pub fn at(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (kept, answer) = (Arc::default(), Arc::new(Mutex::new("250 taken")));
        let smtp = Self { port, kept, answer };
        let (kept, answer) = (smtp.kept.clone(), smtp.answer.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answer) = (kept.clone(), answer.clone());
                std::thread::spawn(move || serve(&stream, &kept, &answer));
            }
        });
        smtp
    }

    /// A port on which nobody listens.
    pub fn nowhere() -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        listener.local_addr().expect("an address").port()
    }

    /// What is answered to recipients from now on.
    pub fn answer(&self, words: &'static str) {
        *self.answer.lock().expect("the answer") = words;
    }

    /// Waits until so many messages came, and hands them out.
    pub fn wait_for(&self, count: usize) -> Vec<Mail> {
        let end = Instant::now() + Duration::from_secs(40);
        while self.kept.lock().expect("the messages").len() < count && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(50));
        }
        let kept = self.kept.lock().expect("the messages").clone();
        assert_eq!(kept.len(), count, "{kept:?}");
        kept
    }
}

/// Speaks RFC 5321, as far as a sender needs it.
fn serve(mut stream: &TcpStream, kept: &Mutex<Vec<Mail>>, answer: &Mutex<&'static str>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes()).is_ok();
    let (mut recipient, mut login) = (String::new(), String::new());
    say("220 test");
    while let Some(line) = lines.next() {
        let upper = line.to_uppercase();
        if upper.starts_with("EHLO") {
            say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN");
        } else if upper.starts_with("AUTH PLAIN ") {
            login = base64_text(&line["AUTH PLAIN ".len()..]);
            say("235 known");
        } else if upper.starts_with("RCPT TO:") {
            recipient = line["RCPT TO:".len()..].trim_matches(['<', '>']).to_owned();
            say(*answer.lock().expect("the answer"));
        } else if upper == "DATA" {
            say("354 go on");
            let body: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
            let raw = body.iter().map(|line| line.strip_prefix('.').unwrap_or(line)).collect::<Vec<_>>().join("\r\n");
            kept.lock().expect("the messages").push(Mail { recipient: recipient.clone(), login: login.clone(), raw });
            say("250 kept");
        } else if upper == "QUIT" {
            say("221 bye");
            return;
        } else {
            say("250 ok");
        }
    }
}
