//! How long a gigabyte takes into a backup and out of it again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::product::Product;
use super::table::Line;
use crate::paths::{Paths, Result};
use crate::process::run_quietly;
use crate::stage::stage;

/// Each way, in seconds (issue 4).
const LIMIT: f64 = 180.0;
/// As many pages, each with a file of this many bytes and a text of this many words: a gigabyte in all.
const PAGES: usize = 62;
const FILE: usize = 15_000_000;
const WORDS: usize = 100_000;

/// Fills a site by an import, takes a backup and makes a site of it.
pub fn measure(paths: &Paths, product: &Product) -> Result<Vec<Line>> {
    let folder = paths.repo.join("target/bench/backup");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|problem| problem.to_string())?;
    }
    let site = Site { binary: product.binary.clone(), folder: folder.clone() };
    let lines = stage("a gigabyte: import, backup, restore", || {
        write_pages(&folder.join("old")).map_err(|problem| problem.to_string())?;
        site.run(&["import", "html", "old"])?;
        let saved = site.timed(&["backup", "site.zip"])?;
        let restored = site.timed(&["restore", "site.zip", "again"])?;
        let bytes = size_of(&folder.join("again")).map_err(|problem| problem.to_string())?;
        Ok(vec![
            Line::at_least("site that is backed up", bytes as f64 / 1e9, 1.0, "GB"),
            Line::at_most("backup", saved, LIMIT, "s"),
            Line::at_most("restore", restored, LIMIT, "s"),
        ])
    });
    fs::remove_dir_all(&folder).map_err(|problem| problem.to_string())?;
    lines
}

struct Site {
    binary: PathBuf,
    folder: PathBuf,
}

impl Site {
    fn run(&self, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.binary);
        let data = self.folder.join("data");
        command
            .current_dir(&self.folder)
            .env("DINH_DATABASE_URL", format!("sqlite://{}", data.join("dinh.db").display()))
            .env("DINH_DATA_DIR", data)
            .env("DINH_BASE_URL", "http://127.0.0.1");
        run_quietly(command.args(arguments))
    }

    fn timed(&self, arguments: &[&str]) -> Result<f64> {
        let begun = Instant::now();
        self.run(arguments)?;
        Ok(begun.elapsed().as_secs_f64())
    }
}

/// Saved pages, each with a file that cannot be made smaller.
fn write_pages(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let words = "Hợp tác xã nông nghiệp họp bàn việc gieo cấy. ".repeat(WORDS / 10);
    let text: String = words.as_str().split_inclusive(". ").map(|line| format!("<p>{line}</p>\n")).collect();
    // The model takes 20,000 nodes, so a paragraph holds many sentences.
    let text = text.replace("</p>\n<p>", "");
    for page in 0..PAGES {
        let html = format!(
            "<html><head><meta charset=utf-8></head><body><main><h1>Bài số {page}</h1>{text}\
             <p><a href=\"f{page}.pdf\">Tệp</a></p></main></body></html>"
        );
        fs::write(folder.join(format!("{page}.html")), html)?;
        let mut file = fs::File::create(folder.join(format!("f{page}.pdf")))?;
        file.write_all(b"%PDF-1.4\n")?;
        file.write_all(&noise(page as u64 + 1, FILE))?;
    }
    Ok(())
}

/// Bytes without a pattern: xorshift64 (Marsaglia 2003).
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

fn size_of(folder: &Path) -> std::io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        total += if entry.path().is_dir() { size_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(total)
}
