//! Passwords: argon2id with the parameters OWASP names first (19 MiB, two passes, one lane).

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::db::{DbFault, DbResult};

/// Each hash takes 19 MiB and a core for tens of milliseconds, so few run at once.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Compared against when the account does not exist, so that both answers take the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| make("no account has this password").unwrap_or_default());

fn make(password: &str) -> DbResult<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| DbFault::Broken(format!("password could not be hashed: {error}")))?;
    Ok(hash.to_string())
}

fn matches(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> DbResult<T> {
    let _place = PLACES.acquire().await.map_err(|_| DbFault::Broken("password places are closed".into()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| DbFault::Broken(format!("password work stopped: {error}")))
}

/// Hashes a password for storage as a PHC string.
pub async fn hash(password: String) -> DbResult<String> {
    apart(move || make(&password)).await?
}

/// Says whether the password is the one stored; with nothing stored it works as long and says no.
pub async fn verify(password: String, stored: Option<String>) -> DbResult<bool> {
    apart(move || {
        let fits = matches(&password, stored.as_deref().unwrap_or(&NOBODY));
        fits && stored.is_some()
    })
    .await
}
