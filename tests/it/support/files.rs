//! Small PDF and DOCX files of invented people.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use lopdf::{Dictionary, Document, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A page with some lines of text.
pub(crate) fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let root = document.new_object_id();
    let mut content = String::from("BT /F1 11 Tf 14 TL 50 750 Td ");
    for line in lines {
        write!(content, "({line}) Tj T* ").unwrap();
    }
    content.push_str("ET");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => root,
        "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(root, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A document with some paragraphs.
pub(crate) fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let paragraphs = paragraphs
        .iter()
        .map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"));
    let body: String = paragraphs.collect();
    write!(zip, "<w:document><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}
