//! Addresses: networks by prefix, and who really sent a request.

use std::net::IpAddr;

use http::HeaderMap;

/// A network: an address and how many of its leading bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    bits: u128,
    length: u32,
}

/// IPv4 addresses stand in the IPv6 space as RFC 4291 maps them, so one comparison serves both.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl Network {
    /// Reads `ADDRESS` or `ADDRESS/LENGTH`.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let (most, offset) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let length = length.unwrap_or(most);
        (length <= most).then(|| Self { bits: bits(address), length: length + offset })
    }

    /// Whether the address lies in the network.
    pub fn contains(&self, address: IpAddr) -> bool {
        let shift = 128 - self.length;
        let cut = |value: u128| value.checked_shr(shift).unwrap_or(0);
        cut(bits(address)) == cut(self.bits)
    }
}

/// The client's address. A trusted peer's `X-Forwarded-For` is walked from the right past other trusted proxies;
/// nobody else's is read at all, since anybody can write the header.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    if !is_trusted(client) {
        return client;
    }
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for hop in hops.iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
        if !is_trusted(client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    //! Who is believed.
    use std::net::{IpAddr, Ipv4Addr};

    use http::{HeaderMap, HeaderValue};

    use super::{Network, client_address};

    fn from(peer: [u8; 4], forwarded: &[&'static str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(value));
        }
        let trusted: Vec<Network> = trusted.iter().filter_map(|text| Network::parse(text)).collect();
        client_address(IpAddr::V4(Ipv4Addr::from(peer)), &headers, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxy = ["127.0.0.0/8", "10.0.0.0/8"];
        assert_eq!(from([127, 0, 0, 1], &["203.0.113.9"], &proxy), "203.0.113.9");
        assert_eq!(from([198, 51, 100, 1], &["203.0.113.9"], &proxy), "198.51.100.1");
        assert_eq!(from([127, 0, 0, 1], &["203.0.113.9"], &[]), "127.0.0.1");
        assert_eq!(from([127, 0, 0, 1], &["6.6.6.6, 203.0.113.9, 10.1.2.3"], &proxy), "203.0.113.9");
        assert_eq!(from([127, 0, 0, 1], &["6.6.6.6", "203.0.113.9"], &proxy), "203.0.113.9");
        assert_eq!(from([127, 0, 0, 1], &["nonsense"], &proxy), "127.0.0.1");
    }
}
