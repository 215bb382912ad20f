//! What the readers make of small texts.

use super::*;

pub(super) fn check(source: &str, format: Format, expected: &[&str]) {
    let document = Document::parse(source, format);
    let shown: Vec<String> = document
        .blocks
        .iter()
        .map(|block| {
            let alts: Vec<&str> = block.images.iter().map(|image| image.alt.as_str()).collect();
            let images = if alts.is_empty() {
                String::new()
            } else {
                format!(" ![{}]", alts.join(", "))
            };
            format!("{:?}: {}{images}", block.kind, block.text.as_str())
        })
        .collect();
    assert_eq!(shown, expected, "{source}");
    for block in &document.blocks {
        for line in block.text.lines() {
            let span = block.text.span(&line);
            assert!(source.get(span.clone()).is_some(), "{span:?} of {source}");
        }
    }
}

#[test]
fn lines_above_a_rule_are_no_heading() {
    check(
        "From: 2019\nTo: 2021\n---\nLoom\n---\nWove",
        Format::Markdown,
        &[
            "Paragraph: From: 2019 To: 2021",
            "Heading(2): Loom",
            "Paragraph: Wove",
        ],
    );
}

#[test]
fn markdown_and_its_html_become_blocks() {
    check(
        "# Hi\n\nI use **Go**.\n\n- one\n- two",
        Format::Markdown,
        &[
            "Heading(1): Hi",
            "Paragraph: I use Go.",
            "Item(0): one",
            "Item(0): two",
        ],
    );
    check(
        "<h1 align=\"center\">Hi &amp; hello</h1>\n<p>a<br>b</p>",
        Format::Markdown,
        &["Heading(1): Hi & hello", "Paragraph: a\nb"],
    );
    check("<!-- **Go** -->\ntext", Format::Markdown, &["Paragraph: text"]);
    check(
        "<a href=\"x\"><img alt=\"Go\" src=\"y\"></a>",
        Format::Markdown,
        &["Paragraph:  ![Go]"],
    );
}

#[test]
fn words_between_two_rows_of_a_sign_are_a_heading() {
    check(
        "******* Education: *******\nOrvik College\n\n=== Skills ===\n* Weaving\n*** 2019 ***",
        Format::Text,
        &[
            "Heading(2): Education:",
            "Paragraph: Orvik College",
            "Heading(2): Skills",
            "Item(0): Weaving",
            "Paragraph: *** 2019 ***",
        ],
    );
}

#[test]
fn a_hyphen_at_which_no_line_breaks_is_one() {
    check(
        "# Ada Quill\u{2011}Orvik",
        Format::Markdown,
        &["Heading(1): Ada Quill-Orvik"],
    );
}

#[test]
fn plain_lines_become_headings_items_and_paragraphs() {
    check(
        "EXPERIENCE\n\nEngineer\n• Built it\n║ boxed ║",
        Format::Text,
        &[
            "Heading(2): EXPERIENCE",
            "Paragraph: Engineer",
            "Item(0): Built it",
            "Paragraph: boxed",
        ],
    );
}

#[test]
fn a_rule_can_fill_up_the_line_of_a_heading() {
    check(
        "Ada Quill\n\nODD SKILLS -----------------\n\nLoom - a --- b\n",
        Format::Text,
        &[
            "Paragraph: Ada Quill",
            "Heading(2): ODD SKILLS",
            "Paragraph: Loom - a --- b",
        ],
    );
}

#[test]
fn words_map_back_to_their_bytes() {
    let source = "# A &amp; **B**";
    let document = Document::parse(source, Format::Markdown);
    let block = document.blocks.first().unwrap();
    assert_eq!(block.text.as_str(), "A & B");
    assert_eq!(source.get(block.text.span(&(4..5))), Some("B"));
    assert_eq!(source.get(block.text.span(&(0..3))), Some("A &amp;"));
}

#[test]
fn bullets_of_other_programs_begin_items() {
    check(
        "Ada Quill\n• **Engineer**, Lumoraq\n  wove\n   ◦ looms\n\nRust • Go\n• Weft",
        Format::Markdown,
        &[
            "Paragraph: Ada Quill ",
            "Item(0): Engineer, Lumoraq wove ",
            "Item(1): looms",
            "Paragraph: Rust • Go ",
            "Item(0): Weft",
        ],
    );
    check("> • Loom", Format::Markdown, &["Quote: • Loom"]);
}

#[test]
fn headings_may_lack_the_blank_unless_they_are_tags() {
    check(
        "Ada Quill  \nOslo\n\n#Education  \n\n###Orvik College\nBSc Physics\n\n#golang\n\n#Go #Rust",
        Format::Markdown,
        &[
            "Paragraph: Ada Quill\nOslo",
            "Heading(1): Education",
            "Heading(3): Orvik College",
            "Paragraph: BSc Physics",
            "Paragraph: #golang",
            "Paragraph: #Go #Rust",
        ],
    );
    check(
        "#Hello\n\nI am Ada",
        Format::Markdown,
        &["Paragraph: #Hello", "Paragraph: I am Ada"],
    );
}

#[test]
fn tables_of_front_matter_open_parts() {
    check(
        "+++\ntitle = \"Work\"\n[[experience]]\n  title = \"Engineer\"\n  company = \"Lumoraq\"\n+++\n",
        Format::Markdown,
        &[
            "Code: title = \"Work\"\n",
            "Heading(2): experience",
            "Code: title = \"Engineer\"\ncompany = \"Lumoraq\"\n",
        ],
    );
    check(
        "+++\n[[experience]]\n  title = \"Engineer\"\n  # company = \"Vintrel\"\n+++\n",
        Format::Markdown,
        &["Heading(2): experience", "Code: title = \"Engineer\"\n"],
    );
}

#[test]
fn only_the_rules_at_the_beginning_hold_metadata() {
    let texts = |source: &str| {
        let document = Document::parse(source, Format::Markdown);
        let texts = document.blocks.iter().map(|block| block.text.as_str().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(
        texts("---\ntitle: Ada Quill\ncolor: red\n---\n\n# Hello\n\n---\n## Looms\n\nTwo.\n\n---\n"),
        ["Ada Quill", "Hello", "Looms", "Two."]
    );
    assert_eq!(texts("---\n\nLoom\n\n---\n"), ["Loom"]);
    assert_eq!(texts("---\nLoom\n"), ["Loom"]);
}

#[test]
fn marks_for_generators_of_sites_are_no_words() {
    check(
        "### Lumoraq {#lumoraq .work}\n\nEngineer\n{: .dates}\n\n::: box {.wide}\nWove.\n:::\n",
        Format::Markdown,
        &["Heading(3): Lumoraq", "Paragraph: Engineer ", "Paragraph: Wove. "],
    );
    check(
        "Templates have {braces} and {each}",
        Format::Markdown,
        &["Paragraph: Templates have {braces} and {each}"],
    );
    check(
        "#Resume#\n\nI weave.\n\n##Work##\n",
        Format::Markdown,
        &["Heading(1): Resume", "Paragraph: I weave.", "Heading(2): Work"],
    );
}

#[test]
fn definitions_lose_their_sign() {
    check(
        "Lumoraq\n:   *Engineer*\n\n:   *Weaver* : looms\n",
        Format::Markdown,
        &["Paragraph: Lumoraq    Engineer", "Paragraph:    Weaver : looms"],
    );
}

#[test]
fn words_that_are_drawn_apart_do_not_touch() {
    check(
        "### <span class=\"org\">Lumoraq</span><span>Oslo</span>\n\nLumoraq<span class=\"gap\"></span>2019\n\n\
         # <span>Ada</span><span>Quill</span>\n\n<span>L</span><span>oom</span>, <span>L</span>OOM, <span>loom</span>Dye\n",
        Format::Markdown,
        &[
            "Heading(3): Lumoraq · Oslo",
            "Paragraph: Lumoraq · 2019",
            "Heading(1): Ada Quill",
            "Paragraph: Loom, LOOM, loomDye",
        ],
    );
}

#[test]
fn a_name_of_a_part_with_a_colon_stands_above_the_lines_below_it() {
    check(
        "Education:\n2005 - 2009 Orvik College\n\nBroken:\nlooms",
        Format::Markdown,
        &[
            "Paragraph: Education:",
            "Paragraph: 2005 - 2009 Orvik College",
            "Paragraph: Broken: looms",
        ],
    );
}

#[test]
fn a_blank_of_another_width_is_a_blank() {
    check(
        "Weaver,\u{a0}Lumoraq\u{202f}Ltd",
        Format::Text,
        &["Paragraph: Weaver, Lumoraq Ltd"],
    );
    check(
        "Weaver,\u{2009}Lumoraq",
        Format::Text,
        &["Paragraph: Weaver, Lumoraq"],
    );
    check(
        "Weaver\u{3000}Lumoraq",
        Format::Text,
        &["Paragraph: Weaver\u{3000}Lumoraq"],
    );
    let source = "Weaver,\u{a0}Lumoraq";
    let document = Document::parse(source, Format::Text);
    let text = &document.blocks.first().expect("a line").text;
    assert_eq!(source.get(text.span(&(8..15))), Some("Lumoraq"));
}

#[test]
fn a_name_that_is_indented_below_a_heading_is_no_code() {
    check(
        "### Weaver\n\n    Lumoraq https://lumoraq.example\n\n### Loom\n\n    Loom loom = weave();\n",
        Format::Markdown,
        &[
            "Heading(3): Weaver",
            "Paragraph: Lumoraq https://lumoraq.example",
            "Heading(3): Loom",
            "Code: Loom loom = weave();\n",
        ],
    );
}

#[test]
fn front_matter_says_where_its_person_is_found() {
    check(
        "---\nlayout: about\nprofile:\n  address: >\n    <p>Bremen, Germany</p>\n  image: a.png\n---\n\nI weave.",
        Format::Markdown,
        &["Paragraph: Bremen, Germany", "Paragraph: I weave."],
    );
    check(
        "---\nlayout: about\nnews:\n    <p>Bremen, Germany</p>\n---\n\nI weave.",
        Format::Markdown,
        &["Paragraph: I weave."],
    );
}

#[test]
fn front_matter_can_be_a_biography() {
    check(
        "---\nname: Ada Quill\noccupation: Weaver\ncompany: Lumoraq\n---\n\nI weave.",
        Format::Markdown,
        &[
            "Code: name: Ada Quill\noccupation: Weaver\ncompany: Lumoraq\n",
            "Paragraph: I weave.",
        ],
    );
}
