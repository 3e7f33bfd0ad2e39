//! Who the client is. Forwarding headers count only when a trusted proxy wrote them.

use axum::http::HeaderMap;
use std::net::IpAddr;

/// Headers by which a proxy speaks for its client.
const SPOKEN: &[&str] = &[
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-real-ip",
];

/// The client's address; removes every forwarding header, so that nothing behind trusts one.
pub(super) fn client(headers: &mut HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> IpAddr {
    let spoken = if trusted.contains(&peer) {
        let all = headers.get_all("x-forwarded-for");
        let text: Vec<&str> = all.iter().filter_map(|v| v.to_str().ok()).collect();
        text.join(",")
            .split(',')
            .rev()
            .map_while(|word| word.trim().parse::<IpAddr>().ok())
            .find(|address| !trusted.contains(address))
    } else {
        None
    };
    for name in SPOKEN {
        headers.remove(*name);
    }
    spoken.unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(peer: &str, trusted: &[&str], header: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", header.parse().unwrap());
        headers.insert("x-real-ip", "6.6.6.6".parse().unwrap());
        let trusted: Vec<IpAddr> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        let found = client(&mut headers, peer.parse().unwrap(), &trusted);
        assert!(headers.is_empty());
        found.to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_last_word() {
        assert_eq!(who("9.9.9.9", &[], "1.1.1.1"), "9.9.9.9");
        assert_eq!(who("10.0.0.1", &["10.0.0.1"], "1.1.1.1"), "1.1.1.1");
        assert_eq!(
            who("10.0.0.1", &["10.0.0.1"], "8.8.8.8, 1.1.1.1"),
            "1.1.1.1"
        );
        assert_eq!(
            who("10.0.0.1", &["10.0.0.1", "10.0.0.2"], "1.1.1.1, 10.0.0.2"),
            "1.1.1.1"
        );
        assert_eq!(
            who("10.0.0.1", &["10.0.0.1"], "1.1.1.1, rubbish"),
            "10.0.0.1"
        );
    }
}
