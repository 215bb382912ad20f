//! The text of a DOCX: a ZIP archive of XML parts, inflated no further than allowed.

mod body;
mod parts;

use std::io::Cursor;

use zip::ZipArchive;

use super::{Deadline, Error, markdown};

/// How many parts an archive may have.
const MAX_PARTS: usize = 2_000;

/// How many bytes the text's part may have when inflated.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// The same of other parts, each.
const MAX_PART_BYTES: usize = 2 * 1024 * 1024;

/// How many headers of pages are looked at.
const MAX_HEADERS: usize = 3;

/// How many paragraphs of headers are kept.
const MAX_HEADER_BLOCKS: usize = 100;

/// Lays out a document as Markdown. What stands in the headers of its pages, often the name and the address, comes first.
pub(super) fn text(bytes: &[u8], deadline: Deadline) -> Result<String, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_broken| damaged("its archive"))?;
    if archive.len() > MAX_PARTS {
        return Err(too_much("parts", MAX_PARTS));
    }
    let styles = match parts::read(&mut archive, "word/styles.xml", MAX_PART_BYTES)? {
        Some(styles) => parts::styles(&styles),
        None => parts::Styles::default(),
    };
    let mut blocks = Vec::new();
    let mut headers: Vec<String> = archive
        .file_names()
        .flatten()
        .map(std::borrow::Cow::into_owned)
        .filter(|name| name.starts_with("word/header"))
        .collect();
    headers.sort_unstable();
    for name in headers.iter().take(MAX_HEADERS) {
        for block in part(&mut archive, name, &styles, deadline)?.unwrap_or_default() {
            if blocks.len() < MAX_HEADER_BLOCKS && !blocks.contains(&block) {
                blocks.push(block);
            }
        }
    }
    let body = part(&mut archive, "word/document.xml", &styles, deadline)?;
    blocks.extend(body.ok_or_else(|| damaged("its text is missing"))?);
    if blocks.iter().all(body::Block::is_blank) {
        return Err(Error::NoText { file: "DOCX" });
    }
    let mut writer = markdown::Writer::default();
    for block in &blocks {
        block.write(&mut writer);
    }
    Ok(writer.finish())
}

/// Reads a part that holds paragraphs, with the links that it names.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    styles: &parts::Styles,
    deadline: Deadline,
) -> Result<Option<Vec<body::Block>>, Error> {
    let Some(xml) = parts::read(archive, name, MAX_BODY_BYTES)? else {
        return Ok(None);
    };
    let relations = name.replace("word/", "word/_rels/") + ".rels";
    let links = match parts::read(archive, &relations, MAX_PART_BYTES)? {
        Some(relations) => parts::links(&relations),
        None => parts::Links::default(),
    };
    body::blocks(&xml, styles, &links, deadline).map(Some)
}

const fn damaged(part: &'static str) -> Error {
    Error::Damaged { file: "DOCX", part }
}

const fn too_much(what: &'static str, limit: usize) -> Error {
    Error::TooMuch {
        file: "DOCX",
        what,
        limit,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::intake::{Error, File, read};

    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Liste2"><w:name w:val="List Bullet 2"/></w:style>
        <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, xml) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(xml.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// The text of a document with some paragraphs.
    #[track_caller]
    fn check(body: &str, expected: &str) {
        let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        let relations = r#"<Relationships><Relationship Id="r1" TargetMode="External" Target="https://github.com/ada"/></Relationships>"#;
        let bytes = archive(&[
            ("word/document.xml", &body),
            ("word/styles.xml", STYLES),
            ("word/_rels/document.xml.rels", relations),
        ]);
        let received = read(bytes).unwrap();
        assert_eq!(received.file, Some(File::Docx));
        assert_eq!(received.text.trim(), expected);
    }

    fn paragraph(words: &str) -> String {
        format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    }

    #[test]
    fn styles_make_headings_in_any_language() {
        check(
            "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>Ada</w:t></w:r><w:r><w:t> Quill</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r><w:t>R&amp;D &#x2014; &lt;Zig></w:t></w:r></w:p>",
            "# Ada Quill\n\n## R&D — \\<Zig>",
        );
    }

    #[test]
    fn lists_links_tabs_and_labels_keep_their_form() {
        check(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Contoso</w:t></w:r><w:r><w:tab/></w:r></w:p>\
             <w:p><w:r><w:t>Engineer</w:t><w:tab/><w:t>2021</w:t></w:r></w:p>\
             <w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Zig</w:t></w:r></w:p>\
             <w:p><w:hyperlink r:id='r1'><w:r><w:t>GitHub</w:t></w:r></w:hyperlink></w:p>",
            "**Contoso**\n\nEngineer\t2021\n\n- Zig\n\n[GitHub](https://github.com/ada)",
        );
    }

    #[test]
    fn lists_by_style_and_by_hand_are_lists() {
        check(
            &format!(
                "<w:p><w:pPr><w:pStyle w:val='Liste2'/></w:pPr><w:r><w:t>Zig</w:t></w:r></w:p>{}{}",
                paragraph("• Rust"),
                paragraph("– Go")
            ),
            "- Zig\n- Rust\n- Go".replacen('-', "  -", 1).trim(),
        );
    }

    #[test]
    fn a_table_of_facts_stays_one_and_a_layout_is_read_cell_by_cell() {
        let row = |cells: &[&str]| {
            let cells = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>"));
            format!("<w:tr>{}</w:tr>", cells.collect::<String>())
        };
        let (go, zig, ten) = (paragraph("Go"), paragraph("Zig"), paragraph("10 years"));
        check(
            &format!("<w:tbl>{}{}</w:tbl>", row(&[&go, &ten]), row(&[&zig, ""])),
            "|  |  |\n| --- | --- |\n| Go | 10 years |\n| Zig |  |",
        );
        let (side, main) = (format!("{go}{zig}"), format!("{ten}{ten}"));
        check(
            &format!("<w:tbl>{}</w:tbl>", row(&[&side, &main])),
            "Go\nZig\n\n10 years\n10 years",
        );
        let title = "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>Ada</w:t></w:r></w:p>";
        check(
            &format!("<w:tbl>{}</w:tbl>", row(&[&side, title])),
            "# Ada\n\nGo\nZig",
        );
    }

    #[test]
    fn a_text_box_does_not_part_the_paragraph_that_it_hangs_on() {
        let text_box = |inside: &str| format!("<w:r><w:txbxContent>{inside}</w:txbxContent></w:r>");
        check(
            &format!(
                "<w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r><w:t>Expe</w:t></w:r>{}<w:r><w:t>rience</w:t></w:r></w:p>{}",
                text_box(&format!(
                    "{}<w:p>{}</w:p>",
                    paragraph("Porto"),
                    text_box(&paragraph("Zig"))
                )),
                paragraph("Contoso")
            ),
            "Porto\nZig\n\n## Experience\n\nContoso",
        );
    }

    #[test]
    fn what_was_deleted_or_stands_twice_is_left_out() {
        check(
            &format!(
                "<w:p><w:del><w:r><w:delText>PHP</w:delText><w:t>PHP</w:t></w:r></w:del><w:r><w:t>Zig</w:t></w:r></w:p>\
                 <mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
                paragraph("in a box"),
                paragraph("in a box")
            ),
            "Zig\nin a box",
        );
    }

    #[test]
    fn headers_of_pages_come_first() {
        let header = format!("<w:hdr>{}</w:hdr>", paragraph("Ada Quill"));
        let body = format!("<w:document>{}</w:document>", paragraph("Zig"));
        let parts = [
            ("word/document.xml", body.as_str()),
            ("word/header2.xml", &header),
            ("word/header1.xml", &header),
        ];
        assert_eq!(read(archive(&parts)).unwrap().text, "Ada Quill\nZig\n");
    }

    #[track_caller]
    fn check_refused(bytes: Vec<u8>, expected: &str) {
        let message = read(bytes).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn an_archive_that_inflates_without_end_is_given_up() {
        let bomb = format!("<w:document>{}</w:document>", " ".repeat(super::MAX_BODY_BYTES));
        let bytes = archive(&[("word/document.xml", &bomb)]);
        assert!(bytes.len() < 64 * 1024);
        check_refused(bytes, "the DOCX has more than 16777216 bytes in one part");
        let long = paragraph(&"word ".repeat(crate::intake::MAX_TEXT_BYTES / 5 + 1));
        check_refused(
            archive(&[("word/document.xml", &long)]),
            "the DOCX has more than 1048576 bytes of text",
        );
        let link = "<w:hyperlink r:id='r1'><w:r><w:t>a</w:t></w:r></w:hyperlink>";
        let relations = format!(
            "<Relationships><Relationship Id='r1' TargetMode='External' Target='https://e.example/{}'/></Relationships>",
            "a".repeat(1_900)
        );
        let links = format!("<w:document><w:p>{}</w:p></w:document>", link.repeat(600));
        check_refused(
            archive(&[
                ("word/document.xml", &links),
                ("word/_rels/document.xml.rels", &relations),
            ]),
            "the DOCX has more than 1048576 bytes of text",
        );
        let deep = "<a>".repeat(super::body::MAX_DEPTH + 1);
        check_refused(
            archive(&[("word/document.xml", &deep)]),
            "the DOCX has more than 200 elements in each other",
        );
        let names: Vec<_> = (0..super::MAX_PARTS).map(|part| format!("p{part}")).collect();
        let mut parts: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        parts.push(("word/document.xml", "<w:document/>"));
        check_refused(archive(&parts), "the DOCX has more than 2000 parts");
    }

    #[test]
    fn entities_are_not_resolved() {
        let entities = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;'><!ENTITY x SYSTEM 'file:///etc/hostname'>]>";
        let body = format!(
            "{entities}<w:document>{}</w:document>",
            paragraph("Ada &b;&x;Quill")
        );
        let text = read(archive(&[("word/document.xml", &body)])).unwrap().text;
        assert_eq!(text.trim(), "Ada Quill");
    }

    #[test]
    fn a_damaged_one_is_told_so() {
        let whole = archive(&[("word/document.xml", &paragraph("Ada"))]);
        check_refused(
            whole.get(..whole.len() - 30).unwrap().to_vec(),
            "the DOCX is damaged (its archive)",
        );
        check_refused(
            archive(&[("word/document.xml", "<w:p></w:q>")]),
            "the DOCX is damaged (its text)",
        );
        check_refused(
            archive(&[("word/document.xml.bak", "")]),
            "the DOCX is damaged (its text is missing)",
        );
    }

    #[test]
    fn pictures_alone_are_no_text() {
        let bytes = archive(&[(
            "word/document.xml",
            "<w:document><w:p><w:r><w:drawing/></w:r></w:p></w:document>",
        )]);
        assert_eq!(read(bytes), Err(Error::NoText { file: "DOCX" }));
    }
}
