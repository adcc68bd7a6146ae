//! The cookie of a device from which somebody signed in: it opens nothing, but its tries are counted by themselves.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::ids::{hex, random_hex};
use crate::time::Stamp;

/// The cookie's name.
pub const DEVICE_COOKIE: &str = "__Host-dinh-may";
/// Half a year without signing in, and the device is a stranger again.
pub const DEVICE_SECONDS: i64 = 180 * 86_400;

fn signature(secret: &str, email: &str, device: &str, at: i64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("device {device} {at} {}", email.trim().to_lowercase()).as_bytes());
    Some(mac)
}

/// The value of the cookie for a device from which this address just signed in. The address itself is not in it.
pub fn device_cookie(secret: &str, email: &str, now: Stamp) -> Option<String> {
    let (device, at) = (random_hex::<16>(), now.0);
    let mac = signature(secret, email, &device, at)?;
    Some(format!("{device}.{at}.{}", hex(&mac.finalize().into_bytes())))
}

/// The device that a cookie names, if it was given to this address here.
pub fn known_device(secret: &str, email: &str, cookie: &str, now: Stamp) -> Option<String> {
    let mut parts = cookie.splitn(3, '.');
    let (device, at, given) = (parts.next()?, parts.next()?.parse::<i64>().ok()?, parts.next()?);
    let age = now.0.checked_sub(at)?;
    if !(0..DEVICE_SECONDS * 1000).contains(&age) || given.len() != 64 || !given.is_ascii() {
        return None;
    }
    let pair = |place: usize| u8::from_str_radix(given.get(place..place + 2)?, 16).ok();
    let bytes = (0..64).step_by(2).map(pair).collect::<Option<Vec<u8>>>()?;
    signature(secret, email, device, at)?.verify_slice(&bytes).ok()?;
    Some(device.to_owned())
}

#[cfg(test)]
mod tests {
    //! Who is known.
    use super::{DEVICE_SECONDS, device_cookie, known_device};
    use crate::time::Stamp;

    #[test]
    fn a_cookie_is_good_for_its_own_address_and_time() {
        let cookie = device_cookie("secret", "A@b.vn", Stamp(5)).expect("a cookie");
        let known = |secret, email, cookie: &str, now| known_device(secret, email, cookie, Stamp(now)).is_some();
        assert!(known("secret", " a@B.vn", &cookie, 6));
        assert!(!known("other", "a@b.vn", &cookie, 6));
        assert!(!known("secret", "c@b.vn", &cookie, 6));
        assert!(!known("secret", "a@b.vn", &cookie, 5 + DEVICE_SECONDS * 1000));
        assert!(!known("secret", "a@b.vn", &cookie, 4), "from the future");
        for wrong in [
            "",
            "x",
            "a.b.c",
            &cookie[..cookie.len() - 1],
            &format!("0{}", &cookie[1..]),
            &cookie.replace(".5.", ".6."),
        ] {
            assert!(!known("secret", "a@b.vn", wrong, 6) || wrong == cookie, "{wrong}");
        }
    }
}
