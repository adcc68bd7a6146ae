//! Notices changed files by looking at their times. Asking the kernel would need a crate,
//! and a few hundred files are looked at in a few milliseconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folders whose files end up in the product.
const WATCHED: [&str; 6] = ["app", "frontend", "server", "migrations", "style", "Cargo.toml"];
const STYLE: &str = "style";
/// Folders of other programs inside the watched ones.
const SKIPPED: [&str; 2] = ["node_modules", "target"];

/// What has to be built again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// Files of `style/` only.
    Style,
    Program,
}

type Times = BTreeMap<PathBuf, Option<SystemTime>>;

/// The state of the files at the last look.
pub struct Watch {
    root: PathBuf,
    times: Times,
}

impl Watch {
    /// Remembers how the files are now.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), times: look(root) }
    }

    /// What changed since the last look, once a second look finds nothing more: editors and
    /// version control write many files at once.
    pub fn change(&mut self) -> Option<Change> {
        let mut now = look(&self.root);
        if now == self.times {
            return None;
        }
        loop {
            std::thread::sleep(std::time::Duration::from_millis(100));
            let later = look(&self.root);
            if later == now {
                break;
            }
            now = later;
        }
        let style = self.root.join(STYLE);
        let change = if changed(&self.times, &now).all(|path| path.starts_with(&style)) {
            Change::Style
        } else {
            Change::Program
        };
        self.times = now;
        Some(change)
    }
}

/// The paths that are new, gone or of another time.
fn changed<'a>(before: &'a Times, now: &'a Times) -> impl Iterator<Item = &'a PathBuf> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let other = now.iter().filter(|(path, time)| before.get(*path) != Some(*time)).map(|(path, _)| path);
    gone.chain(other)
}

fn look(root: &Path) -> Times {
    let mut times = Times::new();
    for name in WATCHED {
        add(&root.join(name), &mut times);
    }
    times
}

/// A file that vanishes between two calls is simply not there.
fn add(path: &Path, times: &mut Times) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if SKIPPED.contains(&&*name) || name.starts_with('.') {
        return;
    }
    let Ok(data) = fs::metadata(path) else { return };
    if !data.is_dir() {
        times.insert(path.to_path_buf(), data.modified().ok());
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        add(&entry.path(), times);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_by_its_folder() {
        let root = std::env::temp_dir().join(format!("dinh-watch-{}", std::process::id()));
        fs::create_dir_all(root.join("style")).unwrap();
        fs::create_dir_all(root.join("app")).unwrap();
        let mut watch = Watch::new(&root);
        assert_eq!(watch.change(), None);
        fs::write(root.join("style/a.css"), "a").unwrap();
        assert_eq!(watch.change(), Some(Change::Style));
        assert_eq!(watch.change(), None);
        fs::write(root.join("app/a.rs"), "a").unwrap();
        fs::write(root.join("style/b.css"), "b").unwrap();
        assert_eq!(watch.change(), Some(Change::Program));
        fs::remove_file(root.join("app/a.rs")).unwrap();
        assert_eq!(watch.change(), Some(Change::Program));
        fs::remove_dir_all(root).unwrap();
    }
}
