//! What is broken, endless or made to cost is refused with what to do; files by hand, of objects as they are given.

use super::tests::{check_refused, draw, pdf, two_columns};
use crate::intake::{Error, read};

#[test]
fn too_much_of_anything_is_given_up() {
    let page = draw(&[("F1", 10, 50, 700, "Ada")]);
    check_refused(
        pdf(&vec![page.as_str(); super::MAX_PAGES + 1]),
        "the PDF has more than 40 pages",
    );
    let bomb = pdf(&[&" ".repeat(super::MAX_STREAM_BYTES + 1)]);
    assert!(bomb.len() < 64 * 1024);
    check_refused(bomb, "the PDF has more than 4194304 bytes in one page");
    let letters = "a".repeat(super::content::MAX_GLYPHS + 1);
    check_refused(
        pdf(&[&draw(&[("F1", 10, 50, 700, &letters)])]),
        "the PDF has more than 400000 letters",
    );
}

#[test]
fn an_operator_with_words_without_end_is_given_up() {
    let operands = format!("{} m", "0 ".repeat(50_001));
    check_refused(
        pdf(&[&operands]),
        "the PDF has more than 50000 operands of one operator",
    );
}

/// A file of objects as they are given, with a cross-reference in which some stand several times.
pub(super) fn pdf_of(objects: &[&str], times: &[usize]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut entries = String::new();
    for (number, object) in (1..).zip(objects) {
        let times = times.get(number - 1).copied().unwrap_or(1);
        entries.push_str(&format!("{:010} 00000 n \n", bytes.len()).repeat(times));
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let start = bytes.len();
    let size = entries.len() / 20 + 1;
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    bytes.extend(end.into_bytes());
    bytes
}

/// The objects of a page that says who it is about.
pub(super) const PAGE: [&str; 5] = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    "<</Length 41>>\nstream\nBT /F1 10 Tf 50 700 Td (Ada Quill) Tj ET \nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
];

/// Such a page, and an object of one's own.
pub(super) fn page_and(object: &str, times: usize) -> Vec<u8> {
    let objects = [&PAGE[..], &[object]].concat();
    pdf_of(&objects, &[1, 1, 1, 1, 1, times])
}

#[test]
fn objects_that_lie_in_each_other_are_refused() {
    let stream = "<</Type/ObjStm/N 2/First 8/Length 11>>\nstream\n8 0 9 0 [0]\nendstream";
    check_refused(
        page_and(stream, 1),
        "the PDF is damaged (its objects lie in each other)",
    );
    let apart = stream.replace("9 0 [0]", "9 1 0 0").replace("8 0 9 1", "8 0 9 2");
    assert_eq!(read(page_and(&apart, 1)).unwrap().text.trim(), "Ada Quill");
    let noted = "<</Type/ObjStm/N 1/First 8/Length 11>>\nstream\n8 0 % a\n[0]\nendstream";
    assert_eq!(read(page_and(noted, 1)).unwrap().text.trim(), "Ada Quill");
}

#[test]
fn a_file_without_its_end_is_read_as_far_as_it_goes() {
    let whole = page_and("null", 1);
    let end = whole.windows(4).position(|word| word == b"xref").unwrap();
    let part = whole.get(..end).unwrap().to_vec();
    assert_eq!(read(part).unwrap().text.trim(), "Ada Quill");
}

#[test]
fn a_file_that_lacks_what_it_refers_to_is_told_that_its_end_is_missing() {
    let end = "the PDF is damaged (its end is missing): export it anew";
    let whole = page_and("null", 1);
    for object in ["4 0 obj", "5 0 obj", "2 0 obj", "1 0 obj"] {
        let start = whole
            .windows(7)
            .position(|word| word == object.as_bytes())
            .unwrap();
        check_refused(whole.get(..start).unwrap().to_vec(), end);
    }
    // What lacks something and has its end is read as far as it can be.
    let lost = whole.windows(7).position(|word| word == b"5 0 obj").unwrap();
    let mut lacking = whole;
    lacking.splice(lost..=lost, *b"9");
    assert_eq!(read(lacking), Err(Error::NoText { file: "PDF" }));
}

#[test]
fn every_part_of_a_file_alone_is_read_or_refused() {
    let whole = pdf(&[&two_columns()]);
    for length in (0..whole.len()).step_by(211) {
        let part = whole.get(..length).unwrap().to_vec();
        if let Ok(received) = read(part) {
            assert!(length < 8 || received.text.contains("Contoso"), "{length}");
        }
    }
    for at in (0..whole.len()).step_by(173) {
        let mut damaged = whole.clone();
        if let Some(byte) = damaged.get_mut(at) {
            *byte = byte.wrapping_add(71);
        }
        let _told_or_read = read(damaged);
    }
}
