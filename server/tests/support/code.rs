//! An authenticator app: codes of the moment, as RFC 6238 makes them.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// The code that an app shows at a moment in unix milliseconds, for a secret in hexadecimal.
pub fn code_of(secret: &str, at: i64) -> String {
    let bytes: Vec<u8> = (0..secret.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&secret[place..place + 2], 16).expect("hexadecimal"))
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).expect("a key");
    mac.update(&(at / 30_000).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let start = usize::from(digest[19] & 15);
    let four: [u8; 4] = digest[start..start + 4].try_into().expect("four bytes");
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// What somebody types into an app, as hexadecimal.
pub fn hex_of_base32(key: &str) -> String {
    let bits: String = key
        .bytes()
        .map(|letter| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(char::from(letter)).expect("base 32"))
        .map(|value| format!("{value:05b}"))
        .collect();
    let byte = |eight: &[u8]| u8::from_str_radix(std::str::from_utf8(eight).expect("bits"), 2).expect("bits");
    bits.as_bytes().chunks_exact(8).map(|eight| format!("{:02x}", byte(eight))).collect()
}
