//! The two ceremonies of WebAuthn, apart from what is stored: each is begun here and finished with what the browser says.

use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, USER_HANDLE_MAX_LEN, UserHandle64,
};
use webauthn_rp::request::{PublicKeyCredentialDescriptor, TimedCeremony};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId, SentChallenge};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication64, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration, RegistrationServerState,
};

use super::types::RelyingParty;
use crate::db::{DbFault, DbResult};
use crate::error::{AppError, Problem};
use crate::ids::hex;

/// A key of any kind that the library knows: Ed25519, P-256, P-384, RSA.
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// A ceremony that was begun.
pub(super) struct Begun {
    /// Names it.
    pub challenge: String,
    /// What is needed to finish it.
    pub state: String,
    /// What the browser is asked, as JSON.
    pub options: String,
}

/// A key that somebody has and the site does not know yet.
pub(super) struct NewKey {
    pub credential: String,
    pub public_key: String,
    pub state: String,
    pub transports: i64,
}

/// A key as it is stored.
pub(super) struct StoredKey<'k> {
    pub handle: &'k str,
    pub public_key: &'k str,
    pub state: &'k str,
}

/// What browser and authenticator sent is not what was asked for.
fn wrong(error: impl std::fmt::Display) -> AppError {
    tracing::info!(%error, "a passkey was not taken");
    AppError::field("passkey", Problem::Malformed)
}

fn broken(what: impl std::fmt::Display) -> DbFault {
    DbFault::Broken(format!("passkey: {what}"))
}

fn bytes_of(text: &str) -> DbResult<Vec<u8>> {
    let pair = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..text.len()).step_by(2).map(pair).collect::<Option<_>>().ok_or_else(|| broken("no hexadecimal"))
}

fn handle_of(text: &str) -> DbResult<UserHandle64> {
    let bytes: [u8; USER_HANDLE_MAX_LEN] = bytes_of(text)?.try_into().map_err(|_| broken("handle"))?;
    UserHandle64::decode(bytes).map_err(broken)
}

fn name_of(challenge: SentChallenge) -> String {
    hex(&challenge.0.to_be_bytes())
}

/// A name for an account that says nothing about it.
pub(super) fn new_handle() -> String {
    hex(UserHandle64::new().as_ref())
}

/// Begins to add a key for somebody: their address, name and handle, and the keys that they have.
pub(super) fn begin_adding(site: &RelyingParty, who: (&str, &str, &str), known: &[(String, i64)]) -> DbResult<Begun> {
    let (email, name, handle) = who;
    let id = handle_of(handle)?;
    let user = PublicKeyCredentialUserEntity {
        name: email.try_into().map_err(wrong)?,
        id: &id,
        display_name: name.try_into().ok(),
    };
    let known = known.iter().map(|(credential, transports)| {
        let transports = AuthTransports::decode(u8::try_from(*transports).unwrap_or_default()).map_err(broken)?;
        Ok(PublicKeyCredentialDescriptor {
            id: CredentialId::<Vec<u8>>::decode(bytes_of(credential)?).map_err(broken)?,
            transports,
        })
    });
    let known = known.collect::<DbResult<Vec<_>>>()?;
    let mut options = PublicKeyCredentialCreationOptions::passkey(&site.id, user, known);
    // Browsers refuse devices that cannot promise it, and the user is verified at each use anyway.
    options.extensions.cred_protect = CredProtect::None;
    let (server, client) = options.start_ceremony().map_err(broken)?;
    Ok(Begun {
        challenge: name_of(server.sent_challenge()),
        state: hex(&server.encode().map_err(broken)?),
        options: serde_json::to_string(&client).map_err(broken)?,
    })
}

/// Begins to sign somebody in, whoever they are.
pub(super) fn begin_sign_in(site: &RelyingParty) -> DbResult<Begun> {
    let (server, client) = DiscoverableCredentialRequestOptions::passkey(&site.id).start_ceremony().map_err(broken)?;
    Ok(Begun {
        challenge: name_of(server.sent_challenge()),
        state: hex(&server.encode().map_err(broken)?),
        options: serde_json::to_string(&client).map_err(broken)?,
    })
}

/// What a browser answers when a key was made.
pub(super) struct Made(Registration);

impl Made {
    pub(super) fn parse(json: &[u8]) -> Result<Self, AppError> {
        Registration::from_json_relaxed(json).map(Self).map_err(wrong)
    }

    /// The ceremony that it belongs to.
    pub(super) fn challenge(&self) -> Result<String, AppError> {
        self.0.challenge_relaxed().map(name_of).map_err(wrong)
    }

    /// Checks it against what was asked.
    pub(super) fn finish(&self, site: &RelyingParty, state: &str) -> DbResult<NewKey> {
        let state = RegistrationServerState::<USER_HANDLE_MAX_LEN>::decode(&bytes_of(state)?).map_err(broken)?;
        let origins = [site.origin.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            client_data_json_relaxed: true,
            ..RegistrationVerificationOptions::default()
        };
        let key = state.verify(&site.id, &self.0, &options).map_err(wrong)?;
        let (id, transports, _, fixed, changing, _) = key.into_parts();
        Ok(NewKey {
            credential: hex(id.as_ref()),
            public_key: hex(&fixed.encode().map_err(broken)?),
            state: hex(&changing.encode().map_err(broken)?),
            transports: i64::from(transports.encode().map_err(broken)?),
        })
    }
}

/// What a browser answers when a key was used.
pub(super) struct Used(DiscoverableAuthentication64);

impl Used {
    pub(super) fn parse(json: &[u8]) -> Result<Self, AppError> {
        DiscoverableAuthentication64::from_json_relaxed(json).map(Self).map_err(wrong)
    }

    /// The ceremony that it belongs to.
    pub(super) fn challenge(&self) -> Result<String, AppError> {
        self.0.challenge_relaxed().map(name_of).map_err(wrong)
    }

    /// The key that it is said to come from.
    pub(super) fn credential(&self) -> String {
        hex(self.0.raw_id().as_ref())
    }

    /// Checks it against what was asked and the key that is stored; what the key is like after it.
    pub(super) fn finish(&self, site: &RelyingParty, state: &str, stored: &StoredKey<'_>) -> DbResult<String> {
        let state = DiscoverableAuthenticationServerState::decode(&bytes_of(state)?).map_err(broken)?;
        let fixed: StaticState<PublicKey> = StaticState::decode(&bytes_of(stored.public_key)?).map_err(broken)?;
        let changing: [u8; 7] = bytes_of(stored.state)?.try_into().map_err(|_| broken("state"))?;
        let changing = DynamicState::decode(changing).map_err(broken)?;
        let handle = handle_of(stored.handle)?;
        let mut key = AuthenticatedCredential::new(self.0.raw_id(), &handle, fixed, changing).map_err(broken)?;
        let origins = [site.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            client_data_json_relaxed: true,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&site.id, &self.0, &mut key, &options).map_err(wrong)?;
        Ok(hex(&key.dynamic_state().encode().map_err(broken)?))
    }
}
