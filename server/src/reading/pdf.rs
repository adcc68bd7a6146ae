//! The text of PDF files, page by page.

use app::media::{FileText, Reading};
use pdf_extract::{Document, PlainTextOutput, output_doc_page};

/// More pages than any document of an office; the text is cut long before.
const MOST_PAGES: usize = 5_000;

/// Reads a PDF. A page that cannot be read is left empty.
pub fn read(bytes: &[u8]) -> FileText {
    let Ok(mut document) = Document::load_mem(bytes) else { return FileText::none(Reading::Unreadable) };
    // Files that only forbid printing or copying open with an empty password.
    // One whose dictionary stands in the trailer itself is left locked by the library, which does not know it for one.
    let is_locked = document.trailer.get(b"Encrypt").is_ok();
    if is_locked && (!document.is_encrypted() || document.decrypt("").is_err()) {
        return FileText::none(Reading::Encrypted);
    }
    let pages = document.get_pages();
    let mut text = String::new();
    for number in pages.keys().take(MOST_PAGES) {
        if !text.is_empty() {
            text.push('\u{C}');
        }
        let mut page = String::new();
        // Its fonts are parsed by code that stops the thread at what it does not know.
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            output_doc_page(&document, &mut PlainTextOutput::new(&mut page), *number)
        }));
        if matches!(read, Ok(Ok(()))) {
            text.push_str(page.trim());
        }
    }
    FileText { pages: i64::try_from(pages.len()).unwrap_or(0), text, state: Reading::Read }
}
