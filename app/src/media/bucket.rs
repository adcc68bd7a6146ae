//! A store that speaks S3, for sites whose files shall not lie on the machine that serves them.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Once};
use std::time::Duration;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{
    BackoffConfig, ClientOptions, Error, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig,
};
use sha2::{Digest, Sha256};

use crate::ids::hex;

/// A reader waits so long for a store that is away, and so does an upload.
const PATIENCE: Duration = Duration::from_secs(5);
/// One answer of a store may take so long. The largest file has 20 MB.
const LONGEST: Duration = Duration::from_secs(60);

/// Where a bucket is, and who may use it.
#[derive(Clone)]
pub struct BucketOptions {
    /// The bucket's name.
    pub name: String,
    /// What every key in it begins with; empty for nothing.
    pub prefix: String,
    /// `http://HOST:PORT` or `https://…`; none for Amazon's own.
    pub endpoint: Option<String>,
    /// The region, which other stores than Amazon's mostly ignore.
    pub region: String,
    /// The name of the key.
    pub key: String,
    /// The secret that goes with it.
    pub secret: String,
}

/// The secret stays out of every log.
impl fmt::Debug for BucketOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{} at {:?}", self.name, self.prefix, self.endpoint)
    }
}

/// A bucket of a store that speaks S3.
#[derive(Clone, Debug)]
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

/// Bytes on their way from a bucket.
pub struct Sent {
    /// How many bytes the whole file has.
    pub size: u64,
    /// Which of them come.
    pub range: Range<u64>,
    /// They.
    pub bytes: BoxStream<'static, io::Result<Bytes>>,
}

impl Bucket {
    /// Makes a client of a bucket. Nothing is asked of the store yet, so it may be away.
    ///
    /// # Errors
    /// Options that make no address.
    pub fn new(options: &BucketOptions) -> Result<Self, String> {
        static TLS: Once = Once::new();
        // Fails where another part of the program chose before, which is as good.
        TLS.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let client = ClientOptions::new().with_connect_timeout(PATIENCE).with_timeout(LONGEST);
        let backoff = BackoffConfig { max_backoff: Duration::from_secs(1), ..BackoffConfig::default() };
        let retry = RetryConfig { backoff, max_retries: 3, retry_timeout: PATIENCE };
        let is_plain = options.endpoint.as_ref().is_some_and(|address| address.starts_with("http://"));
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&options.name)
            .with_region(&options.region)
            .with_access_key_id(&options.key)
            .with_secret_access_key(&options.secret)
            .with_client_options(client)
            .with_allow_http(is_plain)
            .with_retry(retry);
        if let Some(endpoint) = &options.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let store = builder.build().map_err(|error| error.to_string())?;
        let prefix = Path::parse(&options.prefix).map_err(|error| error.to_string())?;
        Ok(Self { store: Arc::new(store), prefix })
    }

    /// The same names as in a folder, so that either can be copied into the other.
    fn key(&self, sha256: &str) -> Path {
        self.prefix.clone().join(sha256.get(..2).unwrap_or("xx")).join(sha256)
    }

    /// Stores bytes under their hash. A store shows an object whole or not at all.
    pub(super) async fn put(&self, bytes: Vec<u8>) -> io::Result<String> {
        let sha256 = hex(&Sha256::digest(&bytes));
        let (key, size) = (self.key(&sha256), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        match self.store.head(&key).await {
            Ok(known) if known.size == size => return Ok(sha256),
            Ok(_) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(fault(error)),
        }
        self.store.put(&key, bytes.into()).await.map_err(fault)?;
        Ok(sha256)
    }

    pub(super) async fn read(&self, sha256: &str) -> io::Result<Vec<u8>> {
        let found = self.store.get(&self.key(sha256)).await.map_err(fault)?;
        Ok(found.bytes().await.map_err(fault)?.to_vec())
    }

    pub(super) async fn sha256(&self, sha256: &str) -> io::Result<String> {
        let mut bytes = self.store.get(&self.key(sha256)).await.map_err(fault)?.into_stream();
        let mut hash = Sha256::new();
        while let Some(piece) = bytes.next().await {
            hash.update(piece.map_err(fault)?);
        }
        Ok(hex(&hash.finalize()))
    }

    pub(super) async fn remove(&self, sha256: &str) -> io::Result<()> {
        match self.store.delete(&self.key(sha256)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// How many bytes a file has.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where there is none; [`io::ErrorKind::HostUnreachable`] for a store that is away.
    pub async fn size(&self, sha256: &str) -> io::Result<u64> {
        Ok(self.store.head(&self.key(sha256)).await.map_err(fault)?.size)
    }

    /// Sends a file, or a part of it, as the store gives it.
    ///
    /// # Errors
    /// As [`Bucket::size`].
    pub async fn send(&self, sha256: &str, range: Option<Range<u64>>) -> io::Result<Sent> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&self.key(sha256), options).await.map_err(fault)?;
        let (size, range) = (found.meta.size, found.range.clone());
        Ok(Sent { size, range, bytes: found.into_stream().map_err(fault).boxed() })
    }
}

/// What a store answers, in the words that files have: it is not there, or the store is away or refuses.
fn fault(error: Error) -> io::Error {
    let kind = match error {
        Error::NotFound { .. } => io::ErrorKind::NotFound,
        _ => io::ErrorKind::HostUnreachable,
    };
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        text = format!("{text}: {deeper}");
        source = deeper.source();
    }
    io::Error::new(kind, text)
}
