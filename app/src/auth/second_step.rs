//! The second step of signing in: a code of the moment from the person's telephone (RFC 6238), or one of ten codes for the
//! day on which the telephone is lost.

use totp_rs::{Algorithm, Builder, Secret};

use super::password;
use super::sessions::{end_half_in, open_session_in, try_half_in};
use crate::audit::{Deed, record};
use crate::db::{Db, DbFault, DbResult, Tx, args, row, statements};
use crate::error::{AppError, Problem};
use crate::ids::{AccountId, hex, random_hex};
use crate::passkeys::may_change_steps_in;
use crate::time::Stamp;

/// Seconds for which a code is shown; every authenticator app expects this, six digits and SHA-1.
const STEP: u64 = 30;
const DIGITS: u8 = 6;
/// How many recovery codes somebody gets.
const CODES: usize = 10;

statements! { "second_step";
    SECRET = "SELECT totp_secret FROM account WHERE id = $1";
    SET = "UPDATE account SET totp_secret = $2, totp_step = $3 WHERE id = $1";
    DROP_SECRET = "UPDATE account SET totp_secret = NULL, totp_step = NULL WHERE id = $1";
    USE_STEP = "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
    ADD_CODE = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";
    USE_CODE = "DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2";
    DROP_CODES = "DELETE FROM recovery_code WHERE account_id = $1";
    LEFT = "SELECT COUNT(*) AS total FROM recovery_code WHERE account_id = $1";
    HASH = "SELECT password_hash FROM account WHERE id = $1";
}
pub use STATEMENTS as SECOND_STATEMENTS;

row! { struct SecretRow { totp_secret: Option<String> } }
row! { struct TotalRow { total: i64 } }
row! { struct HashRow { password_hash: String } }

/// A new secret as hexadecimal: 160 bits, as RFC 4226 recommends.
pub fn new_secret() -> String {
    random_hex::<20>()
}

fn bytes_of(secret: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(secret.get(at..at + 2)?, 16).ok();
    (0..secret.len()).step_by(2).map(pair).collect::<Option<Vec<u8>>>().filter(|bytes| bytes.len() == 20)
}

/// The secret in base 32, as people type it, and the address that a QR code carries to an app.
pub fn shown_secret(secret: &str, site: &str, email: &str) -> Option<(String, String)> {
    let base32 = Secret::from(bytes_of(secret)?).to_base32();
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let address = format!("otpauth://totp/{0}:{1}?secret={base32}&issuer={0}", encode(site), encode(email));
    Some((base32, address))
}

/// The step of time that a code belongs to: this one, the one before or the next.
fn step_of(secret: &str, code: &str, now: Stamp) -> Option<i64> {
    let builder =
        Builder::new().with_algorithm(Algorithm::SHA1).with_digits(DIGITS).with_skew(1).with_step_duration(STEP);
    let totp = builder.with_secret(bytes_of(secret)?).build().ok()?;
    let step = totp.check(code, u64::try_from(now.0 / 1000).ok()?)?;
    i64::try_from(step).ok()
}

fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn code_hash(account: AccountId, code: &str) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(format!("{account} {code}").as_bytes()))
}

/// Turns the second step on, once a code shows that the person's app knows the secret. The recovery codes, to be shown
/// once. All other sessions end.
///
/// # Errors
/// A wrong code, a secret that is none, an account that has a second step.
pub async fn turn_on(
    db: &Db,
    account: AccountId,
    secret: String,
    code: &str,
    token: &str,
    now: Stamp,
) -> DbResult<Vec<String>> {
    let step = step_of(&secret, &plain(code), now).ok_or_else(|| AppError::field("code", Problem::Malformed))?;
    let codes: Vec<String> = (0..CODES).map(|_| random_hex::<5>()).collect();
    let shown = codes.iter().map(|code| format!("{}-{}", &code[..5], &code[5..])).collect();
    let token = token.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let row: Option<SecretRow> = SECRET.with(args![account.0]).first_in(tx).await?;
            if row.ok_or(AppError::NotFound)?.totp_secret.is_some() {
                return Err(AppError::Stale.into());
            }
            may_change_steps_in(tx, account, &token).await?;
            SET.with(args![account.0, secret, step]).run(tx).await?;
            DROP_CODES.with(args![account.0]).run(tx).await?;
            for code in &codes {
                ADD_CODE.with(args![account.0, code_hash(account, code)]).run(tx).await?;
            }
            super::sessions::end_sessions_in(tx, account, Some(&token)).await?;
            record(tx, Some(account), Deed::TurnOnSecondStep, &format!("account {account}"), "", now).await
        })
    })
    .await?;
    Ok(shown)
}

/// Turns the second step off, for the person who knows the password.
///
/// # Errors
/// A wrong password.
pub async fn turn_off(db: &Db, account: AccountId, password: String, now: Stamp) -> DbResult<()> {
    if !knows_password(db, account, password).await? {
        return Err(AppError::field("password", Problem::Malformed).into());
    }
    db.write(move |tx| Box::pin(async move { drop_in(tx, account, Some(account), now).await })).await
}

/// Turns the second step off inside a transaction. `by` is who does it.
pub(crate) async fn drop_in(tx: &mut Tx, account: AccountId, by: Option<AccountId>, now: Stamp) -> DbResult<()> {
    DROP_SECRET.with(args![account.0]).run(tx).await?;
    DROP_CODES.with(args![account.0]).run(tx).await?;
    record(tx, by, Deed::TurnOffSecondStep, &format!("account {account}"), "", now).await
}

/// Says whether this is the account's password.
pub async fn knows_password(db: &Db, account: AccountId, password: String) -> DbResult<bool> {
    let row: Option<HashRow> = HASH.with(args![account.0]).first(db).await?;
    password::verify(password, row.map(|row| row.password_hash)).await
}

/// Whether the account asks for a code after the password.
pub async fn asks_for_code(db: &Db, account: AccountId) -> DbResult<bool> {
    let row: Option<SecretRow> = SECRET.with(args![account.0]).first(db).await?;
    Ok(row.is_some_and(|row| row.totp_secret.is_some()))
}

/// How many recovery codes are left.
pub async fn codes_left(db: &Db, account: AccountId) -> DbResult<i64> {
    let row: Option<TotalRow> = LEFT.with(args![account.0]).first(db).await?;
    Ok(row.map_or(0, |row| row.total))
}

/// Takes a code, of the moment or for recovery, and opens the session; its token, or none for a wrong code. Every code
/// works once, and a few wrong ones lead back to the password.
pub async fn finish_sign_in(db: &Db, half: &str, code: &str, browser: String, now: Stamp) -> DbResult<Option<String>> {
    let (half, code) = (half.to_owned(), plain(code));
    db.write(move |tx| {
        Box::pin(async move {
            let Some(account) = try_half_in(tx, &half, now).await? else { return Ok(None) };
            if !takes_in(tx, account, &code, now).await? {
                return Ok(None);
            }
            end_half_in(tx, &half).await?;
            open_session_in(tx, account, &browser, now).await.map(Some)
        })
    })
    .await
}

async fn takes_in(tx: &mut Tx, account: AccountId, code: &str, now: Stamp) -> DbResult<bool> {
    let row: Option<SecretRow> = SECRET.with(args![account.0]).first_in(tx).await?;
    let secret =
        row.and_then(|row| row.totp_secret).ok_or_else(|| DbFault::Broken("a half session without secret".into()))?;
    if let Some(step) = step_of(&secret, code, now)
        && USE_STEP.with(args![account.0, step]).run(tx).await? == 1
    {
        return Ok(true);
    }
    if USE_CODE.with(args![account.0, code_hash(account, code)]).run(tx).await? != 1 {
        return Ok(false);
    }
    record(tx, Some(account), Deed::UseRecoveryCode, &format!("account {account}"), "", now).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    //! Against the standards' own examples.
    use super::{new_secret, shown_secret, step_of};
    use crate::time::Stamp;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The secret "12345678901234567890" of its appendix B; the last six of its eight digits.
        let secret = "3132333435363738393031323334353637383930";
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")]
        {
            let at = |seconds: i64| step_of(secret, code, Stamp(seconds * 1000));
            assert_eq!(at(seconds), Some(seconds / 30));
            assert_eq!(at(seconds + 30), Some(seconds / 30), "a clock that is fast");
            assert_eq!(at(seconds + 90), None);
        }
    }

    #[test]
    fn secrets_are_shown_in_base_32() {
        let shown = shown_secret("3132333435363738393031323334353637383930", "Đình", "a@b.vn").expect("a secret").0;
        assert_eq!(shown, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let (shown, address) = shown_secret(&new_secret(), "Đình", "a@b.vn").expect("a secret");
        assert_eq!(shown.len(), 32);
        assert!(address.starts_with("otpauth://totp/") && address.contains(&shown));
        assert!(shown_secret("xyz", "a", "b").is_none());
    }
}
