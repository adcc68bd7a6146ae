//! Where things are: the clone, and the folder of dependency builds that all clones share.

use std::env;
use std::path::{Path, PathBuf};

/// A failure is a sentence for the reader; nobody matches on it.
pub type Result<T> = std::result::Result<T, String>;

/// The variable in which the launcher says when it was started, in milliseconds.
pub const STARTED: &str = "DINH_XTASK_STARTED";

/// The two folders that everything else is found from.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The root of this clone.
    pub repo: PathBuf,
    /// Cargo's output: dependency builds are reused by a second clone.
    pub shared: PathBuf,
}

impl Paths {
    /// Finds both folders.
    pub fn find() -> Result<Self> {
        // The variable is cargo's; the compiled-in path serves a binary started by hand.
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let repo = package.parent().ok_or("the xtask package has no parent folder")?;
        Ok(Self { repo: repo.to_path_buf(), shared: shared_target(repo, |name| env::var_os(name).map(PathBuf::from))? })
    }
}

/// `CARGO_TARGET_DIR`, else `dinh/target` in the user's cache folder.
fn shared_target(repo: &Path, variable: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf> {
    let set = |name: &str| variable(name).filter(|path| !path.as_os_str().is_empty());
    if let Some(target) = set("CARGO_TARGET_DIR") {
        return Ok(repo.join(target));
    }
    set("XDG_CACHE_HOME")
        // The XDG specification asks that a relative path be ignored.
        .filter(|cache| cache.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|cache| cache.join("dinh/target"))
        .ok_or_else(|| "set HOME, XDG_CACHE_HOME or CARGO_TARGET_DIR".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pairs: &[(&str, &str)]) -> Result<PathBuf> {
        shared_target(Path::new("/clone"), |name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value))
        })
    }

    #[test]
    fn the_shared_folder_follows_the_environment() {
        assert_eq!(found(&[("HOME", "/h")]), Ok(PathBuf::from("/h/.cache/dinh/target")));
        assert_eq!(found(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/c")]), Ok(PathBuf::from("/c/dinh/target")));
        assert_eq!(found(&[("HOME", "/h"), ("XDG_CACHE_HOME", "c")]), Ok(PathBuf::from("/h/.cache/dinh/target")));
        assert_eq!(found(&[("HOME", "/h"), ("CARGO_TARGET_DIR", "/t")]), Ok(PathBuf::from("/t")));
        assert!(found(&[]).is_err());
    }
}
