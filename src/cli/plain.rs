//! Texts of other people on the terminal: their control characters must not steer it.

/// Returns `text` on one line, without control characters.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_power() {
        assert_eq!(plain("a\u{1b}[2Jb\u{9b}1mc\nd"), "a [2Jb 1mc d");
    }
}
