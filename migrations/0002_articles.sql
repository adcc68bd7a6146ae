-- Sections, files, articles with every version kept, and what an import left behind.

CREATE TABLE section (
    id BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position BIGINT NOT NULL,
    CONSTRAINT section_slug_key UNIQUE (slug)
);

-- Bytes live in the file store under their SHA-256; `small` is the narrow rendition of a picture.
CREATE TABLE media (
    id BIGINT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    small_sha256 TEXT,
    small_width BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT media_content_key UNIQUE (sha256, name)
);

-- `live_version` is what readers see; `head_version` is what editors work on. They move apart and together.
CREATE TABLE article (
    id BIGINT NOT NULL PRIMARY KEY,
    section_id BIGINT NOT NULL REFERENCES section (id) ON DELETE RESTRICT,
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    head_version BIGINT NOT NULL,
    live_version BIGINT,
    published_at BIGINT,
    changed_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX article_section ON article (section_id, published_at);
CREATE INDEX article_published ON article (published_at);

CREATE TABLE article_version (
    article_id BIGINT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    body TEXT NOT NULL,
    byline_name TEXT NOT NULL,
    byline_office TEXT NOT NULL,
    picture_id BIGINT REFERENCES media (id) ON DELETE RESTRICT,
    picture_alt TEXT NOT NULL,
    picture_caption TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    save_key TEXT,
    PRIMARY KEY (article_id, version),
    CONSTRAINT article_version_save_key UNIQUE (save_key)
);
CREATE INDEX article_version_picture ON article_version (picture_id);
CREATE INDEX article_version_author ON article_version (saved_by);

CREATE TABLE attachment (
    article_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE RESTRICT,
    PRIMARY KEY (article_id, version, position),
    FOREIGN KEY (article_id, version) REFERENCES article_version (article_id, version) ON DELETE CASCADE
);
CREATE INDEX attachment_media ON attachment (media_id);

-- Figures of an older site, kept beside ours and never added to them.
CREATE TABLE baseline (
    kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    value BIGINT NOT NULL,
    source TEXT NOT NULL,
    as_of BIGINT NOT NULL,
    PRIMARY KEY (kind, subject_id),
    CONSTRAINT baseline_kind_known CHECK (kind IN ('reads', 'visits'))
);

-- Where an imported article came from, with its text as it was before any repair.
CREATE TABLE import_record (
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    poll_id BIGINT,
    original TEXT NOT NULL,
    report TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (source, source_key)
);
CREATE INDEX import_record_article ON import_record (article_id);
