//! May this be a known name? Its letters tell, before it is folded: most of what is asked for is in no vocabulary.

/// How many kinds of letters are told apart: many times the names of a vocabulary.
const KINDS: usize = 1 << 16;

/// The letters of the names of a vocabulary.
#[derive(Debug)]
pub(super) struct Letters {
    known: Box<[bool]>,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            known: vec![false; KINDS].into_boxed_slice(),
        }
    }
}

impl Letters {
    /// Adds a folded name.
    pub(super) fn insert(&mut self, key: &str) {
        let letters = key.bytes().filter(|byte| !byte.is_ascii_control());
        if let Some(known) = self.known.get_mut(kind(letters.fold(0, with))) {
            *known = true;
        }
    }

    /// Says whether a name, not folded, may be among them; only "no" is sure.
    pub(super) fn may_hold(&self, name: &str) -> bool {
        hashes(name).is_none_or(|(whole, _)| self.may_have(whole))
    }

    /// Says whether a name or its last word may be among them; only "no" is sure.
    pub(super) fn may_hold_or_end_in(&self, name: &str) -> bool {
        hashes(name).is_none_or(|(whole, last)| self.may_have(whole) || self.may_have(last))
    }

    fn may_have(&self, hash: u32) -> bool {
        self.known.get(kind(hash)).is_none_or(|known| *known)
    }
}

/// Says whether a name is of letters and digits that are folded to themselves, with nothing but blanks between them.
pub(super) fn is_plain(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
}

/// Returns the hashes of a name's letters and of those of its last word, where they are folded to themselves.
fn hashes(name: &str) -> Option<(u32, u32)> {
    let (mut whole, mut last) = (0, 0);
    for byte in name.bytes() {
        if byte == b' ' {
            last = 0;
        } else if byte.is_ascii_alphanumeric() {
            let letter = byte.to_ascii_lowercase();
            (whole, last) = (with(whole, letter), with(last, letter));
        } else {
            return None;
        }
    }
    Some((whole, last))
}

/// Adds a letter to a hash of those before it.
fn with(hash: u32, letter: u8) -> u32 {
    (hash.rotate_left(5) ^ u32::from(letter)).wrapping_mul(0x9e37_79b9)
}

fn kind(hash: u32) -> usize {
    (hash >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::super::fold::key;
    use super::*;

    #[test]
    fn names_are_known_by_their_letters() {
        let mut letters = Letters::default();
        for name in ["San Francisco", "São Paulo", "HTML5"] {
            letters.insert(&key(name));
        }
        for name in [
            "san francisco",
            " SAN  Francisco",
            "Sao Paulo",
            "São Paulo",
            "html 5",
            "C++",
        ] {
            assert!(letters.may_hold(name), "{name}");
        }
        assert!(letters.may_hold_or_end_in("Downtown html5"));
        assert!(!letters.may_hold_or_end_in("html5 Downtown"));
        for name in ["San Fransisco", "Paulo", "HTML", ""] {
            assert!(!letters.may_hold(name), "{name}");
        }
    }
}
