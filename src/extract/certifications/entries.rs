//! Certificates that are told of: what stands below the name of one is its issuer, its date, its proof, what was learned.

use super::asides::is_aside;
use crate::extract::document::Kind;
use crate::extract::reading::{Line, Reading};

/// What the last name of a certificate has below it.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The level of the heading that names one.
    heading: Option<u8>,
    /// The block whose first line, in bold, names one.
    block: Option<usize>,
}

impl Entries {
    /// Says whether a line tells of the certificate above it; the lines of a part are asked about in their order.
    pub(super) fn tells(&mut self, reading: &Reading<'_>, line: &Line<'_>) -> bool {
        if let Some(level) = line.heading() {
            self.block = None;
            if self.heading.is_some_and(|upper| level > upper) {
                return true;
            }
            let next = reading.lines_of(line.block + 1).first();
            let told = next.is_some_and(|next| next.heading().is_none() && is_aside(next.text));
            self.heading = told.then_some(level);
            return false;
        }
        if self.heading.is_some() {
            return true;
        }
        let lines = reading.lines_of(line.block);
        let first = lines.first().is_some_and(|first| first.range == line.range);
        if first && is_bold(line) {
            let entry = lines.len() > 1 && !lines.iter().skip(1).any(is_bold);
            self.block = entry.then_some(line.block);
            return false;
        }
        self.block.is_some() && (line.is_item() || self.block == Some(line.block))
    }
}

fn is_bold(line: &Line<'_>) -> bool {
    line.bold
        && line.text.contains(char::is_alphabetic)
        && line.bold_end.is_none()
        && line.kind == Kind::Paragraph
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::testing;

    fn names(text: &str) -> Vec<String> {
        let found = testing::read(text, read);
        found.into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn what_stands_below_a_certificate_names_no_other() {
        let text = "## Certifications\n\n**Loom Keeper Associate**\n*Orvik Weaving Guild*\n[View Certificate](https://orvik.example/1)\n\n\
                    **Dye Basics**\nLumora Academy\n- Mixing odd colours\n- Keeping them apart\n";
        assert_eq!(names(text), ["Loom Keeper Associate", "Dye Basics"]);
        let text = "## Certifications\n\n### Loom Weaver Level 2\n**Date de délivrance** : mai 2020\n#### Mots-clés :\n- odd looms, dyes\n\n\
                    ### Mill Keeper Basics\n**Émis en** : mai 2021\n";
        assert_eq!(names(text), ["Loom Weaver Level 2", "Mill Keeper Basics"]);
    }

    #[test]
    fn a_group_of_certificates_has_them_below_it() {
        let text = "## Certifications\n\n**Orvik Guild**\n\n- Loom Keeper Associate\n- Dye Master Basics\n";
        assert_eq!(
            names(text),
            ["Orvik Guild", "Loom Keeper Associate", "Dye Master Basics"]
        );
    }

    #[test]
    fn words_of_a_link_name_no_certificate() {
        let text = "## Certifications\n\n- Loom Keeper Associate\n- [Zertifikat Link](https://www.credly.com/badges/1)\n- Ver certificado\n\
                    - Registered ID OL-63-54\n";
        assert_eq!(names(text), ["Loom Keeper Associate"]);
    }
}
