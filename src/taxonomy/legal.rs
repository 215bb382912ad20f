//! What is a company called without its legal form? `Chumbak Design Pvt. Ltd.` is `Chumbak Design`.

use std::borrow::Cow;
use std::sync::LazyLock;

use deunicode::deunicode_with_tofu_cow;
use rustc_hash::FxHashSet;

use super::letters::is_plain;

/// Legal forms, folded to letters and digits, at the end of a name.
const FORMS: &[&str] = &[
    "ab",
    "ag",
    "aktiengesellschaft",
    "aps",
    "as",
    "asa",
    "bhd",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "da",
    "doo",
    "dooel",
    "eeig",
    "ehf",
    "eireli",
    "ek",
    "eood",
    "ev",
    "fze",
    "fzco",
    "fzllc",
    "gmbh",
    "hf",
    "incorporated",
    "inc",
    "jsc",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "limitada",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "oao",
    "ohg",
    "oo",
    "ood",
    "ooo",
    "ou",
    "oy",
    "oyj",
    "pbc",
    "pjsc",
    "plc",
    "private",
    "pte",
    "pty",
    "pvt",
    "pvtltd",
    "pt",
    "rl",
    "sa",
    "saas",
    "sac",
    "sacv",
    "sapi",
    "sarl",
    "sas",
    "sasu",
    "sau",
    "scs",
    "sdn",
    "se",
    "sia",
    "sl",
    "slu",
    "snc",
    "spa",
    "spj",
    "spk",
    "srl",
    "srls",
    "sro",
    "uab",
    "ug",
    "zao",
    "zrt",
    "zoo",
    "sp",
    "spzoo",
];

/// Forms that are also ordinary words: dropped only after a comma, with a full stop, or before another form.
const DOUBTFUL: &[&str] = &[
    "as", "co", "company", "cv", "da", "private", "pt", "saas", "se", "zoo", "rl", "lp", "ek", "ev",
];

/// Words that only join two legal forms: `GmbH & Co. KG`, `S.A. de C.V.`.
const JOINTS: &[&str] = &["de", "and", "z", "o"];

/// Stands for letters without a spelling.
const TOFU: &str = "[?]";

/// The most letters of an id.
const SLUG_LETTERS: usize = 80;

/// A company's name without its legal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyName {
    /// As to show it.
    pub display: String,
    /// As an id: lower-case ASCII words joined by hyphens.
    pub slug: String,
}

/// Cleans a company's name.
#[must_use]
pub fn company_name(raw: &str) -> CompanyName {
    let display = without_form(raw);
    CompanyName {
        slug: slug(&display),
        display: display.into_owned(),
    }
}

/// A company's name as to show it, without its legal form.
pub(super) fn without_form(raw: &str) -> Cow<'_, str> {
    if is_bare(raw) {
        return raw.into();
    }
    let words: Vec<&str> = raw.split_whitespace().collect();
    let mut kept = words.len();
    while kept > 1 && words.get(..kept).is_some_and(ends_in_form) {
        kept -= 1;
        while kept > 1
            && words
                .get(kept - 1)
                .is_some_and(|word| JOINTS.contains(&bare(word).as_str()) || *word == "&")
        {
            kept -= 1;
        }
    }
    let display = words.get(..kept).unwrap_or_default().join(" ");
    let display =
        display.trim_matches(|letter: char| ",;:|-–—*\"“”".contains(letter) || letter.is_whitespace());
    let display = match display.strip_suffix('.') {
        Some(stem) if !stem.contains('.') && kept < words.len() => stem,
        _ => display,
    };
    display.to_owned().into()
}

/// Says whether a name is of plain words, the last of them no form: all of it is shown.
fn is_bare(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let single = |pair: &[u8]| pair != b"  ";
    is_plain(name)
        && !name.starts_with(' ')
        && !last.is_empty()
        && name.as_bytes().windows(2).all(single)
        && !is_form(&last.to_ascii_lowercase())
}

/// Letters and digits of a word, folded: `Pvt.` is `pvt`, `S.A.` is `sa`.
fn bare(word: &str) -> String {
    let ascii = if word.is_ascii() {
        word.into()
    } else {
        deunicode_with_tofu_cow(word, TOFU)
    };
    let kept = ascii.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

fn is_form(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FORMS.iter().copied().collect());
    KNOWN.contains(word)
}

fn ends_in_form(words: &[&str]) -> bool {
    let [before @ .., last] = words else {
        return false;
    };
    let form = bare(last.trim_matches(['(', ')']));
    if !is_form(&form) {
        return false;
    }
    let marked = last.ends_with('.') || before.last().is_some_and(|word| word.ends_with(','));
    let upper = last
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .all(char::is_uppercase);
    marked || upper || !DOUBTFUL.contains(&form.as_str())
}

/// An id from words in any script.
fn slug(name: &str) -> String {
    let spoken: Cow<'_, str> = if name.contains(['&', '+', '\'', '’']) {
        let spelled = name.replace('&', " and ").replace('+', " plus ");
        spelled.replace(['\'', '’'], "").into()
    } else {
        name.into()
    };
    let mut slug = String::with_capacity(spoken.len());
    for letter in deunicode_with_tofu_cow(&spoken, TOFU).chars().take(SLUG_LETTERS) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, display: &str, slug: &str) {
        let name = company_name(raw);
        assert_eq!(
            (name.display.as_str(), name.slug.as_str()),
            (display, slug),
            "{raw}"
        );
    }

    #[test]
    fn legal_forms_are_no_part_of_a_name() {
        check("Chumbak Design Pvt. Ltd.", "Chumbak Design", "chumbak-design");
        check("Google LLC", "Google", "google");
        check("Acme, Inc.", "Acme", "acme");
        check("Muster GmbH & Co. KG", "Muster", "muster");
        check("Grupo Ejemplo S.A. de C.V.", "Grupo Ejemplo", "grupo-ejemplo");
        check("Przykład Sp. z o.o.", "Przykład", "przyklad");
        check("Example Pte Ltd", "Example", "example");
        check("Exemple S.A.", "Exemple", "exemple");
    }

    #[test]
    fn ordinary_words_stay() {
        check("Boring Company", "Boring Company", "boring-company");
        check("AG", "AG", "ag");
        check("Procter & Gamble", "Procter & Gamble", "procter-and-gamble");
        check("Toys “R” Us", "Toys “R” Us", "toys-r-us");
        check("", "", "");
    }
}
