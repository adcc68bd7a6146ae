//! Scripts of the desk: plain files of `frontend/desk` built into the program, each under an address that changes with
//! its content. A page works without them, and their words stand in the page.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::ids::hex;

/// A script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Chooses files of the library in a dialog.
    Chooser,
    /// Sends files in pieces.
    Upload,
}

impl Script {
    const ALL: [Self; 2] = [Self::Chooser, Self::Upload];

    fn name(self) -> &'static str {
        match self {
            Self::Chooser => "chooser",
            Self::Upload => "upload",
        }
    }

    /// Its text.
    pub fn source(self) -> &'static str {
        match self {
            Self::Chooser => include_str!("../../../frontend/desk/chooser.js"),
            Self::Upload => include_str!("../../../frontend/desk/upload.js"),
        }
    }

    fn file(self) -> String {
        let digest = Sha256::digest(self.source().as_bytes());
        format!("{}-{}.js", self.name(), hex(digest.get(..8).unwrap_or_default()))
    }

    /// Where it is served.
    pub fn url(self) -> String {
        static FILES: LazyLock<Vec<String>> = LazyLock::new(|| Script::ALL.map(Script::file).to_vec());
        let place = Self::ALL.iter().position(|script| *script == self).and_then(|place| FILES.get(place));
        place.map(|file| format!("/desk/{file}")).unwrap_or_default()
    }
}

/// The script that is served under this name.
pub fn find_script(file: &str) -> Option<Script> {
    Script::ALL.into_iter().find(|script| script.url().strip_prefix("/desk/") == Some(file))
}
