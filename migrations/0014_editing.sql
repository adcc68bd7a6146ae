-- Articles that are written in the editor, alone or together: the newest words, and every change that led to them.

CREATE TABLE editing_doc (
    article_id BIGINT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    -- How many changes there were.
    version BIGINT NOT NULL,
    -- The article's version that holds the words as they were after so many changes.
    base_version BIGINT NOT NULL,
    saved_version BIGINT NOT NULL,
    -- When the first change came that is in no version of the article.
    unsaved_since BIGINT,
    -- The body as it was after so many changes; later ones are in the log.
    body_version BIGINT NOT NULL,
    body TEXT NOT NULL,
    fields TEXT NOT NULL,
    checksum TEXT NOT NULL
);

-- The key is the lock: of two servers that add the same number one is refused.
CREATE TABLE editing_commit (
    article_id BIGINT NOT NULL REFERENCES editing_doc (article_id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    client TEXT NOT NULL,
    batch TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    steps TEXT NOT NULL,
    fields TEXT,
    checksum TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (article_id, version),
    CONSTRAINT editing_commit_once UNIQUE (article_id, batch)
);
CREATE INDEX editing_commit_account ON editing_commit (account_id);
CREATE INDEX editing_commit_at ON editing_commit (at);
