-- Passkeys: keys that a device or a password manager holds for somebody, and the questions that are open.

-- Names the account to authenticators, and nobody to anybody else: random, in hexadecimal.
ALTER TABLE account ADD COLUMN passkey_handle TEXT;
-- The session was opened, or made stronger, with a passkey.
ALTER TABLE session ADD COLUMN by_passkey BIGINT NOT NULL DEFAULT 0;

CREATE TABLE passkey (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential TEXT NOT NULL,
    public_key TEXT NOT NULL,
    -- What changes with use: the counter of signatures and whether the key is backed up.
    state TEXT NOT NULL,
    transports BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT passkey_credential_key UNIQUE (credential)
);
CREATE INDEX passkey_account ON passkey (account_id);

-- Each is answered once. None stands for an account as long as nobody has said who they are.
CREATE TABLE passkey_challenge (
    challenge TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_account ON passkey_challenge (account_id);
