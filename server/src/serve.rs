//! Listening, serving each connection with its time limits, and stopping without losing anything.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::auth::Limiter;
use app::db::{Db, DbOptions};
use app::media::{Arrivals, Bucket, Files};
use app::passkeys::RelyingParty;
use app::site::secret;
use app::state::{AppState, ClientAssets, Clock};
use app::visits::Hub;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_util::task::TaskTracker;

use crate::config::Config;
use crate::layers::Peer;
use crate::live::Stopping;
use crate::mail::Mailer;
use crate::{jobs, router};

/// A client that has not sent its headers by then is cut off (slowloris).
const HEADERS: Duration = Duration::from_secs(10);
/// Connections beyond this wait until others end.
const CONNECTIONS: usize = 20_000;
/// Requests that are running when the server is asked to stop have this long.
const DRAIN: Duration = Duration::from_secs(15);

/// Ten failures in a quarter of an hour, per address typed and network.
const SIGN_INS: (usize, i64) = (10, 15 * 60_000);

/// Links for a new password that one network may ask for in an hour, and that one mailbox gets.
const RESETS: (usize, i64) = (10, 3_600_000);
const MAILBOX_RESETS: (usize, i64) = (3, 3_600_000);

/// Questions to authenticators that one network may ask for: an office that signs in in the morning.
const CHALLENGES: (usize, i64) = (100, 15 * 60_000);

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn client_assets(config: &Config) -> Result<ClientAssets, Failure> {
    let path = config.site_dir.join("assets.json");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        format!("setting DINH_SITE_DIR: {} cannot be read ({error}); build the client first", path.display())
    })?;
    let mut assets: ClientAssets =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    if config.watched {
        // The files may be the same while the server is another.
        assets.build = format!("{}-{}", assets.build, Clock::System.now().0);
        assets.watched = true;
    }
    Ok(assets)
}

/// Where the bytes of files lie: in the bucket of the settings, or below the data folder.
///
/// # Errors
/// Settings of a bucket that make no address.
pub fn files(config: &Config) -> Result<Files, Failure> {
    let Some(options) = &config.bucket else { return Ok(Files::new(config.data_dir.join("files"))) };
    let bucket = Bucket::new(options).map_err(|problem| format!("setting DINH_FILES_URL: {problem}"))?;
    Ok(Files::in_bucket(bucket))
}

/// Opens everything a server needs.
///
/// # Errors
/// A database or client files that cannot be opened.
pub async fn open(config: &Config, assets: ClientAssets) -> Result<AppState, Failure> {
    let db = Db::open(&DbOptions::new(&config.database_url)).await?;
    app::workflow::fill_in(&db).await?;
    app::library::fill_in(&db).await?;
    let clock = Clock::System;
    let hub = Hub::start(&db, &config.base_url, clock.now()).await?;
    let poll_secret = secret(&db, "poll").await?;
    let device_secret = secret(&db, "device").await?;
    Ok(AppState {
        files: files(config)?,
        arrivals: Arrivals::new(config.data_dir.join("arriving")),
        downloads: Arc::default(),
        sessions: Arc::default(),
        hub: Arc::new(hub),
        assets: Arc::new(assets),
        base_url: config.base_url.as_str().into(),
        throttle: Arc::default(),
        device_secret: device_secret.into(),
        sign_ins: Arc::new(Limiter::new(SIGN_INS.0, SIGN_INS.1)),
        resets: Arc::new(Limiter::new(RESETS.0, RESETS.1)),
        mailbox_resets: Arc::new(Limiter::new(MAILBOX_RESETS.0, MAILBOX_RESETS.1)),
        passkeys: RelyingParty::new(&config.base_url).map(Arc::new),
        challenges: Arc::new(Limiter::new(CHALLENGES.0, CHALLENGES.1)),
        needs_second_step: config.needs_second_step,
        poll_secret: poll_secret.into(),
        clock,
        db,
    })
}

/// Serves until SIGTERM or Ctrl-C, then drains and stores what is left.
///
/// # Errors
/// Whatever keeps the server from starting.
pub async fn run(config: Config) -> Result<(), Failure> {
    let state = open(&config, client_assets(&config)?).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("setting DINH_LISTEN: cannot listen on {}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    if let Some(token) = app::people::setup_link(&state.db, state.clock.now()).await? {
        let link = format!("{}/loi-moi/{token}", config.base_url);
        tracing::warn!(link, "nobody has an account: the first administrator opens this link, within a day");
    }
    let (stop, stopping) = watch::channel(false);
    let app = router::build(&config, state.clone()).layer(Extension(Stopping(stopping.clone())));
    let tracker = TaskTracker::new();
    let mailer = Mailer::new(&config).map_err(|error| format!("mail: {error}"))?;
    jobs::start(&state, mailer, &tracker, &stopping);
    tokio::spawn(async move {
        asked_to_stop().await;
        let _ = stop.send(true);
    });
    tracing::info!(%address, database = state.db.kind(), build = %state.assets.build, "listening");
    accept(listener, app, stopping).await;
    // Jobs write, too; the database is closed after the last of them.
    tracker.close();
    tracker.wait().await;
    if let Err(fault) = state.hub.flush(&state.db).await {
        tracing::error!(%fault, "the last counts could not be stored");
    }
    state.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn asked_to_stop() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

async fn accept(listener: TcpListener, app: Router, mut stopping: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut server = Builder::new(TokioExecutor::new()).http1_only();
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            break;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, most likely: others must end before the next can come.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        if let Err(error) = prepare(&stream) {
            tracing::debug!(%error, "a connection was lost at once");
            continue;
        }
        let service = TowerToHyperService::new(with_peer(app.clone(), peer));
        let connection = server.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Errors here are the client's: it went away, or was too slow with its headers.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

/// Nagle's algorithm would hold the last piece of each answer back for the client's delayed acknowledgement.
fn prepare(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)
}

fn with_peer(app: Router, peer: SocketAddr) -> Router {
    app.layer(Extension(Peer(peer.ip())))
}
