//! What is read of small documents that are made here.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::intake::{Error, File, read};

/// A PDF whose pages draw `contents`, with Helvetica as `F1` and its bold as `F2`; `more` may add to the first page.
fn pdf_with(contents: &[&str], more: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let root = document.new_object_id();
    let font = |name: &str| {
        dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "BaseFont" => Object::Name(name.as_bytes().to_vec()),
            "Encoding" => "WinAnsiEncoding",
        }
    };
    let fonts = dictionary! { "F1" => font("Helvetica"), "F2" => font("Helvetica-Bold") };
    let pages: Vec<ObjectId> = contents
        .iter()
        .map(|content| {
            let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
            document.add_object(dictionary! {
                "Type" => "Page",
                "Parent" => root,
                "Contents" => content,
                "Resources" => dictionary! { "Font" => fonts.clone() },
                "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
            })
        })
        .collect();
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(
        root,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    if let Some(first) = pages.first() {
        more(&mut document, *first);
    }
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

pub(super) fn pdf(contents: &[&str]) -> Vec<u8> {
    pdf_with(contents, |_document, _page| ())
}

/// Texts at places, as a page draws them: font, size, x, y, words.
pub(super) fn draw(texts: &[(&str, u32, u32, u32, &str)]) -> String {
    let mut content = String::new();
    for (font, size, x, y, words) in texts {
        writeln!(content, "BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET").unwrap();
    }
    content
}

#[track_caller]
fn check(content: &str, expected: &str) {
    let received = read(pdf(&[content])).unwrap();
    assert_eq!(received.file, Some(File::Pdf));
    assert_eq!(received.text.trim(), expected);
}

#[track_caller]
pub(super) fn check_refused(bytes: Vec<u8>, expected: &str) {
    let message = read(bytes).unwrap_err().to_string();
    assert!(message.starts_with(expected), "{message}");
}

#[test]
fn sizes_and_weight_make_headings_and_labels() {
    check(
        &draw(&[
            ("F1", 24, 50, 750, "Ada Quill"),
            ("F1", 10, 50, 730, "Engineer, Porto"),
            ("F2", 14, 50, 690, "Experience"),
            ("F2", 10, 50, 670, "Contoso"),
            ("F1", 10, 50, 655, "Caf\\351 systems in C++ & <T>"),
        ]),
        "# Ada Quill\n\nEngineer, Porto\n\n## Experience\n\n**Contoso**\n\nCafé systems in C++ & \\<T>",
    );
}

#[test]
fn a_line_that_fills_its_column_goes_on_in_the_next() {
    check(
        &draw(&[
            (
                "F1",
                10,
                50,
                700,
                "I write compilers for a living and have done so",
            ),
            ("F1", 10, 50, 688, "for many years."),
            ("F1", 10, 50, 676, "Porto"),
        ]),
        "I write compilers for a living and have done so for many years.\nPorto",
    );
}

#[test]
fn a_heading_that_has_no_room_goes_on_in_the_next_line() {
    check(
        &draw(&[
            ("F1", 24, 50, 750, "Adalbertine"),
            ("F1", 24, 50, 722, "Quillfeather"),
            ("F1", 14, 50, 690, "Work"),
            ("F1", 14, 50, 670, "Contoso"),
            ("F1", 10, 50, 655, "Engineer in Porto since 2019"),
        ]),
        "# Adalbertine Quillfeather\n\n## Work\n\n## Contoso\n\nEngineer in Porto since 2019",
    );
}

#[test]
fn bullets_make_items_whether_they_are_letters_or_drawn() {
    check(
        &format!(
            "{} 52 691 3 3 re f 0 0 600 1 re f",
            draw(&[
                ("F1", 10, 50, 712, "\\225"),
                ("F1", 10, 62, 712, "Zig, which is a language that few people"),
                ("F1", 10, 62, 700, "know"),
                ("F1", 10, 62, 688, "Rust"),
            ])
        ),
        "- Zig, which is a language that few people know\n- Rust",
    );
}

#[test]
fn items_are_no_headings_however_large_they_or_their_signs_are() {
    check(
        &draw(&[
            (
                "F1",
                10,
                50,
                740,
                "Engineer in Porto, who has written a lot about herself",
            ),
            ("F1", 14, 50, 700, "\\225"),
            ("F1", 10, 62, 700, "Zig"),
            ("F1", 14, 50, 680, "\\225 Rust"),
        ]),
        "Engineer in Porto, who has written a lot about herself\n\n- Zig\n- Rust",
    );
}

#[test]
fn words_are_told_apart_by_gaps_and_kept_together_without() {
    check(
        "BT /F1 10 Tf 50 700 Td [(Kub) 10 (ernetes) -300 (and) -280 (Go)] TJ ET BT /F1 10 Tf 300 700 Td (2021) Tj ET",
        "Kubernetes and Go | 2021",
    );
}

#[test]
fn rows_of_a_table_stay_together_below_their_heading() {
    check(
        &draw(&[
            ("F2", 14, 50, 730, "Skills"),
            ("F1", 10, 50, 700, "Languages"),
            ("F1", 10, 150, 700, "Zig, Rust, Go"),
            ("F1", 10, 50, 686, "Storage"),
            ("F1", 10, 150, 686, "Postgres"),
            ("F1", 10, 50, 672, "Platforms"),
            ("F1", 10, 150, 672, "Linux"),
        ]),
        "# Skills\n\nLanguages | Zig, Rust, Go\nStorage | Postgres\nPlatforms | Linux",
    );
}

/// A narrow column of skills beside a wide one of work; the lines of both are at the same heights.
pub(super) fn two_columns() -> String {
    let side = ["SKILLS", "Zig", "Rust", "Postgres", "LANGUAGES", "Latin", "Greek"];
    let main = [
        "EXPERIENCE",
        "Contoso, staff engineer since 2021 and until now",
        "Wrote the ledger of a bank from scratch",
        "and moved everybody to it without a stop",
        "Northwind, engineer, from 2018 to 2021",
        "Built the search of a shop",
        "with all its languages",
    ];
    let mut texts = vec![("F1", 24, 50, 780, "Ada Quill, who writes compilers and databases")];
    for (line, (side, main)) in (0..).zip(side.into_iter().zip(main)) {
        let font = if side.chars().all(char::is_uppercase) {
            "F2"
        } else {
            "F1"
        };
        texts.push((font, 10, 50, 740 - 14 * line, side));
        texts.push((font, 10, 200, 740 - 14 * line, main));
    }
    draw(&texts)
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let text = read(pdf(&[&two_columns()])).unwrap().text;
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    let order = [
        "Ada Quill",
        "SKILLS",
        "Postgres",
        "LANGUAGES",
        "Greek",
        "EXPERIENCE",
        "Contoso",
        "Northwind",
    ];
    assert!(order.map(place).is_sorted(), "{text}");
    assert!(!text.contains(" | "), "{text}");
}

#[test]
fn dates_at_the_edge_stay_with_their_lines() {
    let mut texts = Vec::new();
    for (line, (role, dates)) in (0..).zip([
        ("Staff engineer, Contoso", "2021 - present"),
        ("Engineer, Northwind", "2018 - 2021"),
        ("Engineer, Tidegate", "2016 - 2018"),
        ("Intern, Fabrikam", "2015"),
    ]) {
        texts.push(("F1", 10, 50, 700 - 14 * line, role));
        texts.push(("F1", 10, 450, 700 - 14 * line, dates));
    }
    let text = read(pdf(&[&draw(&texts)])).unwrap().text;
    assert!(text.contains("Engineer, Northwind | 2018 - 2021"), "{text}");
}

#[test]
fn links_stay_with_their_words_and_icons_keep_their_address() {
    let content = draw(&[
        ("F1", 10, 50, 700, "Code on GitHub"),
        ("F1", 10, 50, 685, "Porto"),
    ]);
    let bytes = pdf_with(&[&content], |document, page| {
        let mut link = |corners: [i64; 4], url: &str| {
            let corners: Vec<Object> = corners.into_iter().map(Object::Integer).collect();
            document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => corners,
                "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(url) },
            })
        };
        let links: Vec<Object> = vec![
            link([90, 695, 118, 712], "https://github.com/ada").into(),
            link([400, 695, 420, 712], "https://www.linkedin.com/in/ada").into(),
            link([430, 695, 450, 712], "javascript:alert\\(1\\)").into(),
        ];
        document.get_dictionary_mut(page).unwrap().set("Annots", links);
    });
    assert_eq!(
        read(bytes).unwrap().text.trim(),
        "Code on [GitHub](https://github.com/ada)\nhttps://www.linkedin.com/in/ada\nPorto"
    );
}

#[test]
fn pictures_alone_are_no_text() {
    let scanned = pdf(&["q 600 0 0 800 0 0 cm /Im1 Do Q"]);
    assert_eq!(read(scanned), Err(Error::NoText { file: "PDF" }));
}

#[test]
fn a_protected_one_is_told_so() {
    let whole = String::from_utf8_lossy(&pdf(&[&two_columns()])).replace("/Root", "/#45ncrypt 9 0 R /Root");
    assert_eq!(read(whole.into_bytes()), Err(Error::Protected { file: "PDF" }));
}

#[test]
fn a_form_that_draws_itself_ends() {
    let bytes = pdf_with(
        &["/Fm1 Do BT /F1 10 Tf 50 700 Td (Ada) Tj ET"],
        |document, page| {
            let form = document.new_object_id();
            let forms = dictionary! { "Fm1" => form };
            let own = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "Resources" => dictionary! { "XObject" => forms.clone() },
            };
            let stream = Stream::new(own, b"/Fm1 Do /Fm1 Do".to_vec());
            document.objects.insert(form, stream.into());
            let page = document.get_dictionary_mut(page).unwrap();
            let resources = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
            resources.set("XObject", forms);
        },
    );
    assert_eq!(read(bytes).unwrap().text.trim(), "Ada");
}
