//! The address guard: which addresses, ports and schemes the program may reach.
//!
//! Pure. The resolver asks it about every address of a name, the hop loop about every URL; between
//! them nothing is connected to that was not asked about.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Host, Url};

/// What may be reached beside public addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AllowPrivate {
    /// Public addresses alone, at ports 80 and 443.
    #[default]
    No,
    /// These too, where a URL names them by address and not by a name that could be pointed anew.
    Only(Vec<SocketAddr>),
    /// Every address at every port.
    Yes,
}

/// Whether a name is of this machine or of the cloud that it runs in, by what it says (RFC 6761
/// §6.3; ICANN keeps `internal` for such use).
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let is_under = |top: &str| name == top || name.ends_with(&format!(".{top}"));
    ["localhost", "internal"].into_iter().any(is_under)
}

impl AllowPrivate {
    /// Whether a name may lead to that address.
    pub fn admits_address(&self, ip: IpAddr) -> bool {
        match self {
            AllowPrivate::No | AllowPrivate::Only(_) => is_public(ip),
            AllowPrivate::Yes => true,
        }
    }

    /// Refuses a URL for what can be seen without asking for its name: scheme, literal, and a port
    /// that is neither the web's own nor one of these.
    pub fn admit(&self, url: &Url, ports: &[u16]) -> Result<(), String> {
        let port = match (url.scheme(), url.port_or_known_default()) {
            ("http" | "https", Some(port)) => port,
            (scheme, _) => {
                return Err(format!("{scheme} is not followed, only http and https are"));
            }
        };
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(_)) | None => None,
        };
        if self.lists(literal, port) {
            return Ok(());
        }
        // Behind a proxy nobody sees which address a name leads to.
        if let Some(name) = url.domain().filter(|name| is_local_name(name)) {
            return Err(format!("{name} is no public name; --allow-private admits it"));
        }
        if let Some(ip) = literal.filter(|ip| !is_public(*ip)) {
            return Err(format!("{ip} is no public address; --allow-private admits it"));
        }
        if port != 80 && port != 443 && !ports.contains(&port) {
            return Err(format!(
                "port {port} is neither 80 nor 443; `revdiff config --help` tells how to admit it"
            ));
        }
        Ok(())
    }

    fn lists(&self, literal: Option<IpAddr>, port: u16) -> bool {
        match self {
            AllowPrivate::No => false,
            AllowPrivate::Only(listed) => {
                literal.is_some_and(|ip| listed.contains(&SocketAddr::new(ip, port)))
            }
            AllowPrivate::Yes => true,
        }
    }
}

/// Whether an address is one of the public Internet: not of this machine, its networks or a special
/// use (the IANA special-purpose registries), nor an IPv6 address that stands for such an IPv4 one.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !special_v4(ip),
        IpAddr::V6(ip) => !special_v6(ip),
    }
}

/// The IPv4 networks that are not public: the first address and the length of the prefix.
const SPECIAL_V4: [([u8; 4], u32); 18] = [
    ([0, 0, 0, 0], 8),        // this network
    ([10, 0, 0, 0], 8),       // private
    ([100, 64, 0, 0], 10),    // carrier-grade NAT
    ([127, 0, 0, 0], 8),      // loopback
    ([168, 63, 129, 16], 32), // metadata and name service of a large cloud
    ([169, 254, 0, 0], 16),   // link-local, metadata of clouds
    ([172, 16, 0, 0], 12),    // private
    ([192, 0, 0, 0], 24),     // protocol assignments
    ([192, 0, 2, 0], 24),     // documentation
    ([192, 31, 196, 0], 24),  // AS112
    ([192, 52, 193, 0], 24),  // AMT relays
    ([192, 88, 99, 0], 24),   // 6to4 relays
    ([192, 168, 0, 0], 16),   // private
    ([192, 175, 48, 0], 24),  // AS112
    ([198, 18, 0, 0], 15),    // benchmarking
    ([198, 51, 100, 0], 24),  // documentation
    ([203, 0, 113, 0], 24),   // documentation
    ([224, 0, 0, 0], 3),      // multicast, reserved, broadcast
];

fn special_v4(ip: Ipv4Addr) -> bool {
    SPECIAL_V4.iter().any(|(network, length)| {
        let mask = u32::MAX << (32 - length);
        ip.to_bits() & mask == u32::from_be_bytes(*network) & mask
    })
}

/// The networks within 2000::/3 that are not public. What lies outside of 2000::/3 is not global
/// unicast and is refused whole: loopback, ULA, link-local, site-local, multicast, mapped and
/// compatible IPv4, both NAT64 prefixes, discard-only.
const SPECIAL_V6: [([u16; 3], u32); 5] = [
    ([0x2001, 0x0000, 0], 23), // protocol assignments: Teredo, benchmarking, ORCHID
    ([0x2001, 0x0db8, 0], 32), // documentation
    ([0x2002, 0x0000, 0], 16), // 6to4, which embeds an IPv4 address
    ([0x2620, 0x004f, 0x8000], 48), // AS112
    ([0x3fff, 0x0000, 0], 20), // documentation
];

fn special_v6(ip: Ipv6Addr) -> bool {
    let global_unicast = ip.segments()[0] & 0xe000 == 0x2000;
    !global_unicast
        || SPECIAL_V6.iter().any(|([a, b, c], length)| {
            let mask = u128::MAX << (128 - length);
            let network = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0).to_bits();
            ip.to_bits() & mask == network & mask
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each address of a list, parted by spaces.
    fn check(addresses: &str, public: bool) {
        for text in addresses.split_whitespace() {
            let ip: IpAddr = text.parse().expect("an address");
            assert_eq!(is_public(ip), public, "{text}");
        }
    }

    #[test]
    fn addresses_of_the_machine_and_its_networks_are_not_public() {
        check(
            "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 \
             127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 \
             172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 \
             198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 \
             240.0.0.1 255.255.255.255",
            false,
        );
    }

    #[test]
    fn the_neighbours_of_special_networks_are_public() {
        check(
            "1.0.0.0 1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 \
             126.255.255.255 128.0.0.0 168.63.129.15 169.253.255.255 169.255.0.0 \
             172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 \
             198.17.255.255 198.20.0.0 203.0.114.0 223.255.255.255",
            true,
        );
    }

    #[test]
    fn special_ipv6_addresses_are_not_public() {
        check(
            ":: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::8.8.8.8 64:ff9b::7f00:1 \
             64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:53aa:64c::1 2001:2::1 \
             2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 2620:4f:8000::1 \
             3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 \
             ff02::1",
            false,
        );
    }

    #[test]
    fn global_unicast_ipv6_addresses_are_public() {
        check("2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00::1 3ffe::1", true);
    }

    fn check_url(allow: &AllowPrivate, url: &str, admitted: bool) {
        let parsed = Url::parse(url).expect("a URL");
        assert_eq!(allow.admit(&parsed, &[]).is_ok(), admitted, "{url}");
    }

    #[test]
    fn literals_are_judged_however_they_are_written() {
        for url in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::]/",
            "http://[64:ff9b::7f00:1]/",
            "http://169.254.169.254/latest/",
            "http://0/",
            "http://①②⑦.0.0.1/",
        ] {
            check_url(&AllowPrivate::No, url, false);
            check_url(&AllowPrivate::Yes, url, true);
        }
        check_url(&AllowPrivate::No, "http://1.1.1.1/", true);
    }

    #[test]
    fn only_web_ports_and_schemes_are_reached() {
        for url in ["http://example.com/", "https://example.com/", "http://example.com:443/"] {
            check_url(&AllowPrivate::No, url, true);
        }
        for url in ["http://example.com:22/", "https://example.com:8443/", "http://1.1.1.1:25/"] {
            check_url(&AllowPrivate::No, url, false);
            check_url(&AllowPrivate::Yes, url, true);
        }
        for url in ["file:///etc/passwd", "ftp://example.com/", "javascript:alert(1)", "data:,x"] {
            check_url(&AllowPrivate::No, url, false);
            check_url(&AllowPrivate::Yes, url, false);
        }
    }

    #[test]
    fn a_port_that_is_configured_is_reached_at_public_addresses_alone() {
        let admits =
            |url: &str| AllowPrivate::No.admit(&Url::parse(url).expect("a URL"), &[8080]).is_ok();
        assert!(admits("http://example.com:8080/"));
        assert!(!admits("http://example.com:8081/"));
        assert!(!admits("http://10.0.0.1:8080/"));
    }

    #[test]
    fn what_stands_before_an_at_sign_or_a_backslash_is_no_other_host() {
        for url in [
            "http://1.1.1.1@127.0.0.1/",
            "http://1.1.1.1:80@127.0.0.1/",
            "http://127.0.0.1\\@1.1.1.1/",
            "http:\\\\127.0.0.1\\",
            "http:127.0.0.1/",
            "http:///127.0.0.1/",
            "http://127.0.0.1#@1.1.1.1/",
            "http://127.0.0.1?@1.1.1.1/",
            "http://127。0。0。1/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[2002:7f00:1::]/",
            "http://[64:ff9b::a9fe:a9fe]/",
            "http://017700000001/",
            "http://0x7f000001/",
            "http://127.0.1/",
        ] {
            check_url(&AllowPrivate::No, url, false);
        }
        check_url(&AllowPrivate::No, "http://127.0.0.1@1.1.1.1/", true);
        check_url(&AllowPrivate::No, "http://1.1.1.1\\@127.0.0.1/", true);
    }

    #[test]
    fn a_listed_socket_is_reached_by_its_address_alone() {
        let listed = AllowPrivate::Only(vec![SocketAddr::from(([127, 0, 0, 1], 8000))]);
        check_url(&listed, "http://127.0.0.1:8000/", true);
        check_url(&listed, "http://127.0.0.1:8001/", false);
        check_url(&listed, "http://127.0.0.2:8000/", false);
        check_url(&listed, "http://localhost:8000/", false);
        assert!(!listed.admits_address(IpAddr::V4(Ipv4Addr::LOCALHOST)));
    }
}
