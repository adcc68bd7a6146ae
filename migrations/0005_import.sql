-- One import of one source: begun once, carried on after a stop, taken back as a whole.

CREATE TABLE import_run (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    undone_at BIGINT,
    CONSTRAINT import_run_kind_known CHECK (kind IN ('page', 'html'))
);

-- Records of imports before this step belong to no run.
ALTER TABLE import_record ADD COLUMN run_id BIGINT REFERENCES import_run (id) ON DELETE CASCADE;
CREATE INDEX import_record_run ON import_record (run_id);

-- What a run made besides articles; what of it nobody uses goes with the run.
CREATE TABLE import_made (
    run_id BIGINT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    PRIMARY KEY (run_id, kind, subject_id),
    CONSTRAINT import_made_kind_known CHECK (kind IN ('section', 'media', 'poll', 'reads', 'visits'))
);

-- Addresses of an older site, in lower case and without percent signs, and where they lead now.
CREATE TABLE redirect (
    address TEXT NOT NULL PRIMARY KEY,
    article_id BIGINT REFERENCES article (id) ON DELETE CASCADE,
    media_id BIGINT REFERENCES media (id) ON DELETE CASCADE,
    run_id BIGINT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    CONSTRAINT redirect_one_target CHECK ((article_id IS NULL) <> (media_id IS NULL))
);
CREATE INDEX redirect_article ON redirect (article_id);
CREATE INDEX redirect_media ON redirect (media_id);
CREATE INDEX redirect_run ON redirect (run_id);
