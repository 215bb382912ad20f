//! Any bytes hold a text or are refused with what to do, in bounded time, and the text is no longer than one may be.
#![no_main]

use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use muster::intake::{self, MAX_TEXT_BYTES};

/// How long reading may take: the limit that it gives itself, and one step that it does not interrupt.
const MAX_TIME: Duration = Duration::from_secs(12);

fuzz_target!(|bytes: &[u8]| {
    let start = Instant::now();
    let read = intake::read(bytes.to_vec());
    assert!(start.elapsed() < MAX_TIME, "read in {:?}", start.elapsed());
    match read {
        Ok(received) => {
            assert!(received.text.len() <= MAX_TEXT_BYTES);
            let is_as_sent = received.text.as_bytes() == bytes;
            assert!(received.file.is_some() || is_as_sent, "a text stays as it is");
            assert_eq!(intake::read(bytes.to_vec()), Ok(received), "read twice");
        }
        Err(error) => assert!(error.to_string().contains(": "), "what to do: {error}"),
    }
});
