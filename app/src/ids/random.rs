//! Random tokens made on the server.

/// `N` random bytes as lower-case hexadecimal.
///
/// # Panics
/// When the system's generator fails: no secret could be made, so the program must not go on.
pub fn random_hex<const N: usize>() -> String {
    let mut bytes = [0_u8; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("the system's random generator failed: {error}");
    }
    hex(&bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
