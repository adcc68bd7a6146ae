//! Addresses of an older site: where each leads now, so that no link of the world breaks when a site moves here.
//!
//! Invariants: an address is kept as [`normal`] makes it; the first to claim one keeps it; a redirect goes when its
//! target goes. Only a path that is no page of ours is ever looked up.

mod store;

pub use store::{STATEMENTS, Target, add_redirect, find_target, normal, remove_redirects};
