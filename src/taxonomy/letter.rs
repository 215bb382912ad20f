//! How one letter is compared: without case, accents and compatibility forms.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Says whether a letter only marks the one before it.
pub(super) fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && is_combining_mark(letter)
}

/// Appends a letter without case, accents and compatibility forms.
pub(super) fn push_folded(form: &mut String, letter: char) {
    if letter.is_ascii() {
        form.push(letter.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(letter)
        .nfkd()
        .filter(|part| part.is_alphanumeric())
    {
        match part {
            'ß' | 'ẞ' => form.push_str("ss"),
            'æ' | 'Æ' => form.push_str("ae"),
            'œ' | 'Œ' => form.push_str("oe"),
            'ø' | 'Ø' => form.push('o'),
            'ł' | 'Ł' => form.push('l'),
            'đ' | 'Đ' => form.push('d'),
            'ı' | 'İ' => form.push('i'),
            other => form.extend(other.to_lowercase().filter(|part| !is_mark(*part))),
        }
    }
}
