//! An authenticator: it makes keys and signs with them as WebAuthn says, or as it should not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha256};

/// Somebody was there, and who they are was checked.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

/// A device with one key.
#[derive(Clone)]
pub struct Authenticator {
    pub origin: String,
    pub host: String,
    /// Whether it checks who holds it.
    pub verifies: bool,
    pub id: Vec<u8>,
    pub key: SigningKey,
    pub handle: String,
    pub counter: u32,
}

impl Authenticator {
    /// One that has been shown a site at this address.
    pub fn new(origin: &str, host: &str) -> Self {
        let random = app::ids::random_hex::<32>();
        let bytes: Vec<u8> =
            (0..64).step_by(2).map(|at| u8::from_str_radix(&random[at..at + 2], 16).expect("hexadecimal")).collect();
        Self {
            origin: origin.to_owned(),
            host: host.to_owned(),
            verifies: true,
            id: bytes.clone(),
            key: SigningKey::from_slice(&bytes).expect("a key"),
            handle: String::new(),
            counter: 0,
        }
    }

    /// The same device with another key under the same name.
    pub fn forged(&self) -> Self {
        Self { key: Self::new("", "").key, ..self.clone() }
    }

    fn said(&self, kind: &str, options: &str) -> String {
        let options: serde_json::Value = serde_json::from_str(options).unwrap_or_else(|_| panic!("options: {options}"));
        let challenge = options["challenge"].as_str().expect("a challenge");
        let said = serde_json::json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        said.to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(self.host.as_bytes()).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes the key, for what the site asked.
    pub fn make(&mut self, options: &str) -> String {
        let asked: serde_json::Value = serde_json::from_str(options).unwrap_or_else(|_| panic!("options: {options}"));
        self.handle = asked["user"]["id"].as_str().unwrap_or_default().to_owned();
        let said = self.said("webauthn.create", options);
        let point = self.key.verifying_key().to_encoded_point(false);
        let mut data = self.data(NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        // COSE: an EC2 key for ES256 on P-256.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().expect("a point"));
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().expect("a point"));
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xa0, 0x68]);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).expect("short")]);
        object.extend(data);
        self.told(serde_json::json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(said),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
            "transports": ["internal"],
        }))
    }

    /// Signs what the site asked.
    pub fn sign(&mut self, options: &str) -> String {
        self.counter += 1;
        let said = self.said("webauthn.get", options);
        let data = self.data(0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(said.as_bytes()));
        let signature: Signature = self.key.sign(&signed);
        self.told(serde_json::json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(said),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
            "userHandle": self.handle,
        }))
    }

    fn told(&self, response: serde_json::Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(&self.id);
        serde_json::json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {}, "response": response,
        })
        .to_string()
    }
}
