//! `dinh`: the portal's one binary.

mod backup;
mod commands;
mod config;
mod document;
mod endpoints;
mod forms;
mod health;
mod import;
mod jobs;
mod layers;
mod live;
mod mail;
mod network;
mod reading;
mod router;
mod serve;

use std::process::ExitCode;

use mimalloc::MiMalloc;
use tracing_subscriber::EnvFilter;

/// A page is thousands of small allocations; with the system's allocator they are a third of its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("DINH_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "the runtime could not start");
            return ExitCode::FAILURE;
        }
    };
    runtime.block_on(commands::run())
}
