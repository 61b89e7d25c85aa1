//! Where a request comes from: the connection's other end, or what a trusted proxy says.

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderMap,
};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// What a proxy adds to a request that it passes on.
const FORWARDING: [&str; 4] = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];

/// The address of the sender. `X-Forwarded-For` is believed only from a trusted proxy, and only as far back as trusted
/// proxies wrote it: what stands further left was written by the sender.
pub fn of(request: &Request, trusted: &[IpAddr]) -> IpAddr {
    let Some(peer) = peer(request) else { return Ipv6Addr::UNSPECIFIED.into() };
    if !trusted.contains(&peer) {
        return peer;
    }
    let mut address = peer;
    for hop in hops(request.headers()).into_iter().rev() {
        match hop {
            Some(hop) => address = hop,
            None => break,
        }
        if !trusted.contains(&address) {
            break;
        }
    }
    address
}

/// Was it sent on this machine, straight to this server?
pub fn is_local(request: &Request) -> bool {
    peer(request).is_some_and(|peer| peer.is_loopback())
        && !FORWARDING.iter().any(|name| request.headers().contains_key(*name))
}

/// The part of an address that says where, but not who: for logs.
pub fn coarse(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(six) => {
            let [a, b, c, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

fn peer(request: &Request) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    Some(peer.0.ip().to_canonical())
}

fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let lines = headers.get_all("x-forwarded-for").iter();
    let lines = lines.map(|line| line.to_str().unwrap_or_default());
    lines
        .flat_map(|line| line.split(','))
        .map(|hop| Some(hop.trim().parse::<IpAddr>().ok()?.to_canonical()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut request = Request::new(Body::empty());
        let peer: IpAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 1))));
        for line in forwarded {
            request.headers_mut().append("x-forwarded-for", line.parse().expect("a value"));
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|one| one.parse().expect("an address")).collect();
        of(&request, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_where_he_is() {
        assert_eq!(seen("203.0.113.9", &["10.0.0.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["10.0.0.1"], &["10.9.9.9"]), "203.0.113.9");
        assert_eq!(seen("10.9.9.9", &["10.0.0.1, 203.0.113.9"], &["10.9.9.9"]), "203.0.113.9");
    }
    #[test]
    fn trusted_proxies_are_believed_as_far_back_as_they_go() {
        let trusted = ["10.9.9.9", "10.9.9.8"];
        assert_eq!(seen("10.9.9.9", &["1.2.3.4", "203.0.113.9, 10.9.9.8"], &trusted), "203.0.113.9");
        assert_eq!(seen("10.9.9.9", &["nonsense"], &trusted), "10.9.9.9");
        assert_eq!(seen("::ffff:10.9.9.9", &["2001:db8::1"], &trusted), "2001:db8::1");
        assert_eq!(seen("10.9.9.9", &[], &trusted), "10.9.9.9");
    }
    #[test]
    fn a_log_says_where_but_not_who() {
        assert_eq!(coarse("203.0.113.9".parse().expect("an address")), "203.0.113.0/24");
        assert_eq!(coarse("2001:db8:1:2::9".parse().expect("an address")), "2001:db8:1::/48");
    }
    #[test]
    fn what_a_proxy_passes_on_is_not_local() {
        let mut request = Request::new(Body::empty());
        assert!(!is_local(&request));
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        assert!(is_local(&request));
        request.headers_mut().insert("x-forwarded-for", "203.0.113.9".parse().expect("a value"));
        assert!(!is_local(&request));
    }
}
