-- Messages on their way. What was sent is not kept: a link stands here only until it is on its way or too old.

CREATE TABLE outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    -- What the message is about: a name, or the title of a text.
    about TEXT NOT NULL,
    path TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    given_up_at BIGINT,
    fault TEXT,
    CONSTRAINT outbox_kind_known CHECK (kind IN ('invite', 'reset', 'charge'))
);
CREATE INDEX outbox_account ON outbox (account_id);
CREATE INDEX outbox_due ON outbox (due_at);

-- Whether somebody is told by mail that a text was put in their charge.
ALTER TABLE account ADD COLUMN work_mail BIGINT NOT NULL DEFAULT 1;
