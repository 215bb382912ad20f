//! A text that others wrote, as short as it is kept.

/// Returns a text on one line, without control characters and of so many characters at most; `None` where nothing is left.
pub(super) fn short(text: &str, chars: usize) -> Option<String> {
    let mut short = String::new();
    let mut left = chars;
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        if left == 0 {
            break;
        }
        if word.is_empty() {
            continue;
        }
        if !short.is_empty() {
            short.push(' ');
            left -= 1;
        }
        let letters = word.chars().take(left);
        left -= letters.clone().count();
        short.extend(letters);
    }
    short.truncate(short.trim_end().len());
    (!short.is_empty()).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_on_one_line_and_cut() {
        for (text, expected) in [
            (" Ada\n\tQuill\u{0} ", Some("Ada Quill")),
            ("Zoë weaves looms", Some("Zoë weave")),
            ("Zoë weav looms", Some("Zoë weav")),
            (" \r\n", None),
            ("", None),
        ] {
            assert_eq!(short(text, 9).as_deref(), expected, "{text}");
        }
    }
}
