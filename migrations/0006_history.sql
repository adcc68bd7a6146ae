-- Versions that somebody gave a name, and every version that readers ever saw.

CREATE TABLE version_name (
    article_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    named_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    named_at BIGINT NOT NULL,
    PRIMARY KEY (article_id, version),
    FOREIGN KEY (article_id, version) REFERENCES article_version (article_id, version) ON DELETE CASCADE
);
CREATE INDEX version_name_author ON version_name (named_by);

-- The first time counts: taking a version down and publishing it again changes nothing here.
CREATE TABLE publication (
    article_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    PRIMARY KEY (article_id, version),
    FOREIGN KEY (article_id, version) REFERENCES article_version (article_id, version) ON DELETE CASCADE
);
CREATE INDEX publication_author ON publication (published_by);

-- Of versions before this step only the one that readers see now is known.
INSERT INTO publication (article_id, version, published_at)
SELECT id, live_version, COALESCE(changed_at, published_at, created_at) FROM article WHERE live_version IS NOT NULL;
