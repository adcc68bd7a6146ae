//! Đình: what the site is. One folder a feature, each with its types, server functions, storage and views.
//!
//! Both sides compile this crate: the server with `ssr`, the browser with `hydrate`. What only the server has (stores,
//! guards, the desk) is gated where it is declared, never inside a function. `prose` and `vietnamese` are crates of
//! their own and know nothing of this one.
#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", target_arch = "wasm32"))]
compile_error!("`ssr` is the server's half; build the client with `hydrate` only");

#[cfg(not(erase_components))]
compile_error!("both halves need `--cfg erase_components` of .cargo/config.toml; are RUSTFLAGS set in its place?");

pub mod app;
pub mod articles;
pub mod auth;
pub mod error;
pub mod frame;
pub mod ids;
pub mod links;
pub mod media;
pub mod notices;
pub mod paging;
pub mod polls;
mod routes;
pub mod sections;
pub mod site;
pub mod text;
pub mod time;
pub mod ui;
pub mod visits;
mod wire;

#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod editing;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
pub mod library;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod passkeys;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod provenance;
#[cfg(feature = "ssr")]
pub mod redirects;
#[cfg(feature = "ssr")]
pub mod repair;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod workflow;
