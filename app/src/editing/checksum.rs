//! The checksum by which editor and server see that they hold the same body.

use serde_json::Value;

/// CRC-32 (IEEE 802.3), in eight hexadecimal digits, over the body's JSON without white space and with the keys of every
/// object sorted, which is how `serde_json` writes its maps. It finds accidents, not attacks: both sides are ours.
pub fn checksum(doc: &Value) -> String {
    let mut sum = Crc(!0);
    // Writing into a checksum cannot fail.
    let _ = serde_json::to_writer(&mut sum, doc);
    format!("{:08x}", !sum.0)
}

struct Crc(u32);

const TABLE: [u32; 256] = table();

/// The remainders of all bytes by the reversed polynomial 0xEDB88320.
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut rest = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { 0xEDB8_8320 ^ (rest >> 1) } else { rest >> 1 };
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
}

impl std::io::Write for Crc {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            let [low, ..] = (self.0 ^ u32::from(*byte)).to_le_bytes();
            self.0 = TABLE.get(usize::from(low)).copied().unwrap_or_default() ^ (self.0 >> 8);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    //! Known sums.
    use serde_json::json;

    use super::checksum;

    #[test]
    fn sums_are_those_of_the_standard() {
        // The check value of the catalogue of CRCs is that of "123456789"; as JSON it is a number.
        assert_eq!(checksum(&json!(123_456_789)), "cbf43926");
        assert_eq!(checksum(&json!({ "b": [1, 0.5], "a": "ế" })), checksum(&json!({ "a": "ế", "b": [1, 0.5] })));
    }
}
