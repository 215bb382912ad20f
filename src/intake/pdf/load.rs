//! From bytes to the objects of a PDF, of which a small file must not make many.
//!
//! The library bounds how far each stream inflates. A file can still lead it anywhere: its cross-reference may name one
//! object a million times, and a length may stand in a stream of objects, which is then inflated before it can be counted.
//! So nothing in a file is followed: every object is read where it stands, and once. What is read is counted, and loading
//! ends as soon as it is more than the file holds.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::tokens::{count_apart, most_words};
use super::{Deadline, Error, MAX_OBJECT_BYTES, damaged, names, too_much};

/// How many numbers, names, strings and brackets all objects may consist of.
const MAX_OBJECT_WORDS: usize = 500_000;

/// How many words a file may seem to have as it stands: what is wrong with an object is known only when all of it was
/// read. Compressed pictures seem to have some, too, one in fifteen bytes.
const MAX_FILE_WORDS: usize = 1_000_000;

/// What the file that is being loaded may still hold.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    deadline: Deadline,
    /// Of streams as they stand in the file.
    stream_bytes: usize,
    /// Of streams of objects, inflated.
    object_bytes: usize,
    object_words: usize,
}

thread_local! {
    /// The library's filter is a plain function: what it counts has to be kept here.
    static ALLOWANCE: Cell<Option<Allowance>> = const { Cell::new(None) };
}

/// Loads the objects of a file.
pub(super) fn load(bytes: &[u8], deadline: Deadline) -> Result<Document, Error> {
    if most_words(bytes) > MAX_FILE_WORDS {
        return Err(too_much("words", MAX_FILE_WORDS));
    }
    let bytes = names::without_references(bytes);
    ALLOWANCE.set(Some(Allowance {
        deadline,
        stream_bytes: bytes.len(),
        object_bytes: MAX_OBJECT_BYTES,
        object_words: MAX_OBJECT_WORDS,
    }));
    let options = LoadOptions {
        filter: Some(counted),
        max_decompressed_size: Some(MAX_OBJECT_BYTES),
        ..LoadOptions::default()
    };
    let load = || Document::load_mem_with_options(&bytes, options);
    let loaded = panic::catch_unwind(AssertUnwindSafe(load));
    ALLOWANCE.set(None);
    match loaded {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }))) => {
            Err(too_much("bytes of objects", MAX_OBJECT_BYTES))
        }
        Ok(Err(_broken)) => Err(damaged("its structure")),
        Err(unwound) => Err(unwound
            .downcast::<Error>()
            .map_or(damaged("its structure"), |error| *error)),
    }
}

/// Says whether an object refers to one that is not there.
pub(super) fn lacks_objects(document: &Document) -> bool {
    fn lacks(document: &Document, object: &Object) -> bool {
        let lack_any = |dictionary: &Dictionary| dictionary.iter().any(|(_, value)| lacks(document, value));
        match object {
            Object::Reference(id) => !document.has_object(*id),
            Object::Array(objects) => objects.iter().any(|object| lacks(document, object)),
            Object::Dictionary(dictionary) => lack_any(dictionary),
            Object::Stream(stream) => lack_any(&stream.dict),
            _ => false,
        }
    }
    document.objects.values().any(|object| lacks(document, object))
}

/// Keeps every object; leaves the library, which knows no other way out, when it is too much.
fn counted(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let allowance = ALLOWANCE.get()?;
    match allowance.without(object) {
        Ok(left) => ALLOWANCE.set(Some(left)),
        Err(error) => panic::resume_unwind(Box::new(error)),
    }
    Some((id, object.clone()))
}

impl Allowance {
    /// What is left after an object.
    fn without(self, object: &Object) -> Result<Self, Error> {
        self.deadline.check()?;
        let mut left = self;
        left.take_words(words(object))?;
        let Ok(stream) = object.as_stream() else {
            return Ok(left);
        };
        let stream_bytes = left.stream_bytes.checked_sub(stream.content.len());
        left.stream_bytes = stream_bytes.ok_or(damaged("its objects lie in each other"))?;
        if stream.dict.has_type(b"ObjStm") {
            left.take_objects(stream)?;
        }
        Ok(left)
    }

    fn take_objects(&mut self, stream: &Stream) -> Result<(), Error> {
        let content = match stream.get_plain_content_with_limit(self.object_bytes) {
            Ok(content) => content,
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(too_much("bytes of objects", MAX_OBJECT_BYTES));
            }
            // The library finds it broken, too.
            Err(_broken) => return Ok(()),
        };
        self.object_bytes = self.object_bytes.saturating_sub(content.len());
        let first = stream.dict.get(b"First").and_then(Object::as_i64).ok();
        let first = first.and_then(|first| usize::try_from(first).ok());
        let parts = first.and_then(|first| content.split_at_checked(first));
        let Some((index, objects)) = parts else {
            return Ok(());
        };
        // `id offset id offset …`, with comments where people are to read it.
        let lines = index.split(|byte| matches!(byte, b'\r' | b'\n'));
        let numbers = lines
            .filter_map(|line| line.split(|byte| *byte == b'%').next())
            .flat_map(|line| line.split(u8::is_ascii_whitespace))
            .filter(|number| !number.is_empty());
        let offsets = numbers.skip(1).step_by(2).map(|number| {
            let number = std::str::from_utf8(number).ok()?;
            number.parse().ok()
        });
        let offsets: Option<Vec<usize>> = offsets.collect();
        let mut offsets = offsets.ok_or(damaged("its objects"))?;
        offsets.sort_unstable();
        let words = count_apart(objects, &offsets).ok_or(damaged("its objects lie in each other"))?;
        self.take_words(words)
    }

    fn take_words(&mut self, words: usize) -> Result<(), Error> {
        let left = self.object_words.checked_sub(words);
        self.object_words = left.ok_or(too_much("words in its objects", MAX_OBJECT_WORDS))?;
        Ok(())
    }
}

/// Counts what an object consists of; the library reads nothing that is nested deeper than it can stand.
fn words(object: &Object) -> usize {
    match object {
        Object::Array(objects) => 1 + objects.iter().map(words).sum::<usize>(),
        Object::Dictionary(dictionary) => {
            1 + dictionary
                .iter()
                .map(|(_, value)| 1 + words(value))
                .sum::<usize>()
        }
        Object::Stream(stream) => stream.dict.len(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::hostile::{PAGE, page_and, pdf_of};
    use super::*;
    use crate::intake::{File, MAX_TIME};

    fn refused(bytes: &[u8], time: Duration) -> Error {
        load(bytes, Deadline::of(File::Pdf, time)).unwrap_err()
    }

    #[test]
    fn an_object_that_is_named_many_times_is_read_once() {
        let list = format!("[{}]", "0 ".repeat(3_000));
        let file = page_and(&list, 500);
        assert!(load(&file, Deadline::of(File::Pdf, MAX_TIME)).is_ok());
    }

    #[test]
    fn words_without_end_are_refused_before_and_while_they_are_read() {
        let list = format!("[{}]", "/".repeat(MAX_OBJECT_WORDS));
        let many = too_much("words in its objects", MAX_OBJECT_WORDS);
        assert_eq!(refused(&page_and(&list, 1), MAX_TIME), many);
        let broken = format!("[{}", "/".repeat(MAX_FILE_WORDS));
        let endless = too_much("words", MAX_FILE_WORDS);
        assert_eq!(refused(&page_and(&broken, 1), MAX_TIME), endless);
    }

    #[test]
    fn loading_ends_when_the_time_is_over() {
        let file = page_and("null", 1);
        assert_eq!(refused(&file, Duration::ZERO), Error::TooSlow { file: "PDF" });
    }

    #[test]
    fn a_stream_ends_where_it_does_wherever_its_length_stands() {
        for length in ["7 0 R", "%c\n7\0 0R"] {
            let file = page_and(&format!("<</Length {length}>>\nstream\n0 0 m\nendstream"), 1);
            let document = load(&file, Deadline::of(File::Pdf, MAX_TIME)).unwrap();
            let stream = document.get_object((6, 0)).unwrap().as_stream().unwrap();
            assert_eq!(stream.content, b"0 0 m");
        }
    }

    #[test]
    fn lengths_that_stand_in_each_other_are_not_followed() {
        let chain: Vec<String> = (7..5_000)
            .map(|next| format!("<</Length {next} 0 R>>\nstream\n0 m\nendstream"))
            .collect();
        let mut objects = PAGE.to_vec();
        objects.extend(chain.iter().map(String::as_str));
        let file = pdf_of(&objects, &[]);
        assert!(load(&file, Deadline::of(File::Pdf, MAX_TIME)).is_ok());
    }

    #[test]
    fn a_cross_reference_is_not_inflated() {
        let mut zeros = Stream::new(Dictionary::new(), vec![0; MAX_OBJECT_BYTES + 1]);
        zeros.compress().unwrap();
        let mut file = page_and("null", 1);
        let start = file.windows(5).position(|word| word == b"xref\n").unwrap();
        file.truncate(start);
        let length = zeros.content.len();
        let keys = format!("<</W[1 1 1]/Size 9/Root 1 0 R/Filter/FlateDecode/Length {length}>>");
        file.extend(format!("7 0 obj\n{keys}\nstream\n").into_bytes());
        file.extend(zeros.content);
        file.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").into_bytes());
        assert!(load(&file, Deadline::of(File::Pdf, MAX_TIME)).is_ok());
    }
}
