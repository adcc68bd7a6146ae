//! Every text is some document in Markdown, and written and read again it is the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use prose::markdown::{read, write};
use prose_fuzz::{address, assert_stored, file, without_ids};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let document = read(&text, &file);
    if document.check().is_err() {
        return;
    }
    assert_stored(&document);
    let written = write(&document, &address);
    let again = read(&written, &file);
    assert_eq!(without_ids(&again), without_ids(&document), "{written}");
});
