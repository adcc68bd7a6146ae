-- What is made of a stored file besides its own bytes: a picture's renditions, a document's text; what still has to be
-- made; and how often a file was fetched.

-- `crop` is empty for the whole picture, else the part of it in ten-thousandths: left-top-width-height.
CREATE TABLE media_rendition (
    media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    crop TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (media_id, crop, width, format),
    CONSTRAINT media_rendition_format_known CHECK (format IN ('jpeg', 'webp'))
);

-- A line is removed with the work it asks for, in one transaction, so that a process that is killed begins it again.
CREATE TABLE media_work (
    media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (media_id, kind, detail),
    CONSTRAINT media_work_kind_known CHECK (kind IN ('renditions', 'crop', 'text'))
);
CREATE INDEX media_work_due ON media_work (due_at);

-- `state` says how far the text could be read; `pages` is 0 where a kind of file has none.
CREATE TABLE media_text (
    media_id BIGINT NOT NULL PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    pages BIGINT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT media_text_state_known CHECK (state IN ('read', 'cut', 'empty', 'encrypted', 'unreadable', 'unknown'))
);

-- Days are counted as everywhere; nothing is kept of who fetched the file.
CREATE TABLE media_download (
    media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (media_id, day)
);

-- Files of before this step.
INSERT INTO media_work (media_id, kind, detail, tries, due_at)
SELECT id, CASE WHEN width > 0 THEN 'renditions' ELSE 'text' END, '', 0, 0 FROM media;
