//! Pages of a manual: "NAME", "SYNOPSIS" and what else stands at the margin are headings, the rest is indented.

/// Headings of which every such page has the first, and one of the others.
const FIRST: &str = "NAME";
const OTHERS: &[&str] = &["SYNOPSIS", "DESCRIPTION"];

/// Says whether a text is set as a page of a manual.
pub(super) fn is_manual(text: &str) -> bool {
    let has = |heading: &str| text.lines().any(|line| line.trim_end() == heading);
    has(FIRST) && OTHERS.iter().any(|heading| has(heading))
}

/// Says whether a line of such a page is a heading.
pub(super) fn is_heading(line: &str, indent: usize) -> bool {
    let letters = |letter: char| letter.is_uppercase() || matches!(letter, ' ' | '-' | '&' | '/');
    indent == 0 && line.chars().all(letters) && line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::{Document, Kind};
    use crate::extract::sections::{Outline, Section};
    use crate::extract::testing::section;

    #[test]
    fn what_stands_at_the_margin_of_a_manual_heads_its_parts() {
        let text = "```\nQUILL(7)        Weavers Manual        QUILL(7)\n\nNAME\n       Ada Quill - weaver\n\nSYNOPSIS\n       \
                    quill [--loom]\n\nHISTORY\n       2019 - 2021   Lumoraq, Engineer\n\nFILES\n       ~/loom   weaves\n\n\
                    BUGS\n       Sings.\n```\n";
        assert_eq!(section(text, "2019"), Section::Experience);
        assert_eq!(section(text, "~/loom"), Section::Projects);
        assert_eq!(section(text, "Sings"), Section::Leisure);
        let document = Document::parse(text, Format::Markdown);
        let headings = document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, Kind::Heading(_)));
        assert_eq!(headings.count(), 5);
    }

    #[test]
    fn elsewhere_these_words_head_nothing() {
        let document = Document::parse("# Ada\n\n## History\n\nLong.\n", Format::Markdown);
        assert_eq!(Outline::of(&document).section(2), Section::Open);
    }
}
