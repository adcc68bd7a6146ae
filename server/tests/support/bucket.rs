//! A store that speaks S3: a real server on the loopback, with signatures, over a folder of the test's own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Who may use it.
pub const KEY: (&str, &str) = ("dinh-test", "a secret of the test");
/// Its one bucket.
pub const BUCKET: &str = "files";

/// A running store, or one that is away.
pub struct Store {
    folder: PathBuf,
    address: SocketAddr,
    running: Option<Runtime>,
}

impl Store {
    /// Starts one over `folder`.
    pub fn start(folder: &Path) -> Self {
        std::fs::create_dir_all(folder.join(BUCKET)).expect("a bucket");
        let free = "127.0.0.1:0".parse().expect("an address");
        let mut store = Self { folder: folder.to_owned(), address: free, running: None };
        store.come_back();
        store
    }

    /// `http://HOST:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where an object lies on the disk.
    pub fn object(&self, prefix: &str, sha256: &str) -> PathBuf {
        self.folder.join(BUCKET).join(prefix).join(&sha256[..2]).join(sha256)
    }

    /// The hashes under a prefix.
    pub fn objects(&self, prefix: &str) -> Vec<String> {
        let folders = std::fs::read_dir(self.folder.join(BUCKET).join(prefix)).into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
        let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Stops answering: the port is closed, and so is every connection.
    pub fn go_away(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown_background();
        }
    }

    /// Answers again at the same address, with what it had.
    pub fn come_back(&mut self) {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind(self.address)).expect("the port");
        self.address = listener.local_addr().expect("an address");
        let files = FileSystem::new(&self.folder).expect("the store's folder");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
        runtime.spawn(serve(listener, service.build()));
        self.running = Some(runtime);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.go_away();
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    while let Ok((socket, _)) = listener.accept().await {
        let service = service.clone();
        tokio::spawn(async move {
            let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
        });
    }
}
