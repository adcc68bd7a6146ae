-- People who come, go and sign in on several machines.

ALTER TABLE account ADD COLUMN disabled_at BIGINT;
-- The shared secret of the second step in hexadecimal, and the last step of time that a code was taken for.
ALTER TABLE account ADD COLUMN totp_secret TEXT;
ALTER TABLE account ADD COLUMN totp_step BIGINT;

-- The number names a session to people; the token itself is stored nowhere. Sessions from before this step have none.
ALTER TABLE session ADD COLUMN number BIGINT;
ALTER TABLE session ADD COLUMN seen_at BIGINT;
ALTER TABLE session ADD COLUMN browser TEXT;

-- Each works once in place of a code.
CREATE TABLE recovery_code (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

-- Who gave the right password and has not given the code yet.
CREATE TABLE half_session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE INDEX half_session_account ON half_session (account_id);

-- A link that works once: for the first administrator, for somebody invited, for a new password.
CREATE TABLE invitation (
    token_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT invitation_kind_known CHECK (kind IN ('setup', 'invite', 'reset'))
);
CREATE INDEX invitation_account ON invitation (account_id);
