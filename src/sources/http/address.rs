//! Which addresses does everybody on the internet reach?

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Says whether an address is one of the public internet: not of this machine, a private network, a cloud's own services, or
/// any other range that has a special meaning.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    // 169.254.169.254, where clouds keep credentials, is link-local.
    if address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation()
    {
        return false;
    }
    !matches!(
        address.octets(),
        // This network; multicast, what is reserved, broadcast.
        [0 | 224..=255, ..]
            // Shared by the customers of a provider.
            | [100, 64..=127, ..]
            // For protocols, and for what once led to IPv6.
            | [192, 0, 0, _]
            | [192, 88, 99, _]
            // For measuring networks.
            | [198, 18 | 19, ..]
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = carried(address) {
        return is_public_v4(inner);
    }
    let [first, second, ..] = address.segments();
    let unicast = first & 0xe000 == 0x2000;
    let special = match first {
        // For protocols (Teredo, which carries IPv4, among them), and for documentation.
        0x2001 => second < 0x0200 || second == 0x0db8,
        // 6to4, which carries IPv4 too and is given up.
        0x2002 => true,
        // For documentation.
        0x3fff => second < 0x1000,
        _ => false,
    };
    unicast && !special
}

/// Returns the address of IPv4 that one of IPv6 leads to: written so, or translated by a network without IPv4.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let ([0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low]) = address.segments()
    else {
        return None;
    };
    Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The registries of special addresses, as prefixes. `64:ff9b::/96` and `::ffff:0:0/96` are told by what they carry.
    const SPECIAL: &[&str] = &[
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    ];

    /// Says whether `prefix` covers an address; another family's never does.
    fn covers(prefix: &str, address: IpAddr) -> bool {
        let (network, length) = prefix.split_once('/').unwrap();
        let length: u32 = length.parse().unwrap();
        match (network.parse().unwrap(), address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                (network.to_bits() ^ address.to_bits()).leading_zeros() >= length
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                (network.to_bits() ^ address.to_bits()).leading_zeros() >= length
            }
            _ => false,
        }
    }

    /// What `is_public` should say, by the prefixes alone.
    fn oracle(address: IpAddr) -> bool {
        if covers("64:ff9b::/96", address) || covers("::ffff:0:0/96", address) {
            let IpAddr::V6(address) = address else {
                unreachable!()
            };
            let [.., a, b, c, d] = address.octets();
            return oracle(IpAddr::from([a, b, c, d]));
        }
        let special = SPECIAL.iter().any(|prefix| covers(prefix, address));
        !special && (address.is_ipv4() || covers("2000::/3", address))
    }

    #[test]
    fn what_is_public_is_told_from_what_is_not() {
        let table = [
            ("1.1.1.1", true),
            ("9.255.255.255", true),
            ("100.63.255.255", true),
            ("172.32.0.0", true),
            ("192.0.1.1", true),
            ("198.20.0.0", true),
            ("223.255.255.255", true),
            ("2606:4700::1111", true),
            ("2001:200::1", true),
            ("64:ff9b::101:101", true),
            ("0.0.0.0", false),
            ("10.0.0.1", false),
            ("100.64.0.1", false),
            ("127.0.0.1", false),
            ("127.255.255.255", false),
            ("169.254.169.254", false),
            ("172.31.255.255", false),
            ("192.168.1.1", false),
            ("255.255.255.255", false),
            ("::", false),
            ("::1", false),
            ("::7f00:1", false),
            ("::ffff:127.0.0.1", false),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b:1::1", false),
            ("100::1", false),
            ("2001:0:7f00:1::1", false),
            ("2001:db8::1", false),
            ("2002:7f00:1::", false),
            ("fc00::1", false),
            ("fd00:ec2::254", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ];
        for (address, expected) in table {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn both_ends_of_each_special_range_are_refused_and_their_neighbors_are_judged_alike() {
        for prefix in SPECIAL {
            let (network, length) = prefix.split_once('/').unwrap();
            let length: u32 = length.parse().unwrap();
            let addresses = match network.parse().unwrap() {
                IpAddr::V4(network) => {
                    let (first, last) = (network.to_bits(), network.to_bits() | u32::MAX >> length);
                    [first, last, first.wrapping_sub(1), last.wrapping_add(1)]
                        .map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
                }
                IpAddr::V6(network) => {
                    let (first, last) = (network.to_bits(), network.to_bits() | u128::MAX >> length);
                    [first, last, first.wrapping_sub(1), last.wrapping_add(1)]
                        .map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)))
                }
            };
            assert!(!is_public(addresses[0]) && !is_public(addresses[1]), "{prefix}");
            for address in addresses {
                assert_eq!(is_public(address), oracle(address), "{address} at {prefix}");
            }
        }
    }

    /// Addresses of IPv6 near those that mean something, which chance would hardly find.
    fn near_special() -> impl Strategy<Value = Ipv6Addr> {
        let heads = prop::sample::select(vec![
            0u128,
            0xffff << 32,
            0x64_ff9b << 96,
            0x64_ff9b_0001 << 80,
            0x2001 << 112,
            0x2001_0db8 << 96,
            0x2002 << 112,
            0x3fff << 112,
        ]);
        (heads, any::<u128>(), 0u32..128).prop_map(|(head, noise, shift)| {
            Ipv6Addr::from_bits(head ^ noise.checked_shr(shift).unwrap_or(0))
        })
    }

    proptest! {
        #[test]
        fn every_address_is_judged_as_the_registries_say(
            v4 in any::<Ipv4Addr>(), v6 in any::<Ipv6Addr>(), near in near_special(),
        ) {
            for address in [IpAddr::V4(v4), IpAddr::V6(v6), IpAddr::V6(near), IpAddr::V6(v4.to_ipv6_mapped())] {
                prop_assert_eq!(is_public(address), oracle(address), "{}", address);
            }
        }
    }
}
