-- Rights in one section only, and the log of what staff did.

CREATE TABLE account_section (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    section_id BIGINT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (account_id, section_id),
    CONSTRAINT account_section_role_known CHECK (role IN ('contributor', 'editor', 'publisher'))
);
CREATE INDEX account_section_section ON account_section (section_id);

-- Rows are added and never changed: each holds the digest of the one before. No foreign key, since a row outlives
-- what it speaks of.
CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    account_id BIGINT,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX audit_account ON audit (account_id);

-- Where the chain ends, so that rows cut off its end are missed.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT audit_head_one CHECK (id = 1)
);
