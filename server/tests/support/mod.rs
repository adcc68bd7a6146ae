//! What tests stand on: databases, servers, requests.

mod app;
mod authenticator;
mod bucket;
mod code;
mod database;
mod editor;
mod http;
mod smtp;
pub mod traps;

pub use app::TestApp;
pub use authenticator::Authenticator;
pub use bucket::{BUCKET, KEY, Store};
pub use code::{code_of, hex_of_base32};
pub use database::{TestDatabase, number_of, run_sql, run_sql_on};
pub use editor::{Editor, connect, form, new_article, typed};
pub use http::{Reply, request, try_request, written};
pub use smtp::{Mail, Smtp};

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// A fresh folder that is removed when it is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("dinh-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        database::drop_databases(&self.0);
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The folder of this repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}
