//! An open editor: the line to the server, and what a page holds.

use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::TestApp;

/// A line that is open.
pub struct Editor {
    line: WebSocket<TcpStream>,
    /// The page's name.
    pub client: String,
}

impl Editor {
    /// Opens a line and says hello; the welcome.
    pub fn open(app: &TestApp, cookie: &str, article: &str, client: &str, version: i64) -> (Self, Value) {
        let line = connect(app, cookie, article, &format!("http://{}", app.address)).expect("a line");
        let mut editor = Self { line, client: client.to_owned() };
        editor.say(&json!({ "type": "hello", "client": client, "version": version, "schema": prose::SCHEMA_VERSION }));
        let welcome = editor.hear("welcome");
        (editor, welcome)
    }

    /// Sends a message.
    pub fn say(&mut self, value: &Value) {
        self.line.send(Message::text(value.to_string())).expect("it is sent");
    }

    /// Sends steps as one batch.
    pub fn send(&mut self, batch: &str, version: i64, attempt: u32, steps: &Value) {
        let client = self.client.clone();
        self.say(&json!({
            "type": "batch", "client": client, "batch": batch, "version": version, "attempt": attempt, "steps": steps,
        }));
    }

    /// The next message, whatever it is; none once the line is closed.
    pub fn next(&mut self) -> Option<Value> {
        loop {
            match self.line.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("JSON")),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The next message of one of these kinds; who comes and goes is passed over.
    pub fn hear(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().unwrap_or_else(|| panic!("the line is closed before {kind}"));
            if message["type"] == kind {
                return message;
            }
            assert!(message["type"] == "peers" || message["type"] == "pong", "{message} instead of {kind}");
        }
    }
}

/// Opens a line as a browser does that shows a page of `origin`.
pub fn connect(app: &TestApp, cookie: &str, article: &str, origin: &str) -> Option<WebSocket<TcpStream>> {
    let stream = TcpStream::connect(&app.address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let request = http::Request::builder()
        .uri(format!("ws://{}/bien-tap/bai-viet/{article}/soan/kenh", app.address))
        .header("host", &app.address)
        .header("origin", origin)
        .header("cookie", cookie)
        .header("connection", "Upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", tungstenite::handshake::client::generate_key())
        .body(())
        .ok()?;
    tungstenite::client(request, stream).ok().map(|(line, _)| line)
}

/// Writes a new article with the plain form; its number.
pub fn new_article(app: &TestApp, cookie: &str, title: &str, body: &str) -> String {
    let reply = app.post("/bien-tap/bai-viet/moi", Some(cookie), &form("0", title, body));
    assert_eq!(reply.status, 303, "{}", reply.text());
    let place = reply.header("location").expect("an address").to_owned();
    place.split(['/', '?']).nth(3).expect("a number").to_owned()
}

/// The plain form.
pub fn form<'f>(base: &'f str, title: &'f str, body: &'f str) -> [(&'static str, &'f str); 12] {
    [
        ("base", base),
        ("save_key", ""),
        ("title", title),
        ("section", "tin-hoat-dong"),
        ("lead", ""),
        ("body", body),
        ("byline_name", ""),
        ("byline_office", ""),
        ("picture", ""),
        ("picture_alt", ""),
        ("picture_caption", ""),
        ("attachments", ""),
    ]
}

/// Steps that put a text at a place.
pub fn typed(at: usize, text: &str) -> Value {
    json!([{ "stepType": "replace", "from": at, "to": at, "slice": { "content": [{ "type": "text", "text": text }] } }])
}
