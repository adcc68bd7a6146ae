-- The library: what editors say of a file, and which version of which text names it.

CREATE TABLE library_file (
    media_id BIGINT NOT NULL PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    -- Counts the saves, so that one that is based on an older state is refused.
    version BIGINT NOT NULL,
    uploaded_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    -- Of the bytes as they were sent; a picture is encoded anew, so its own bytes have another.
    original_sha256 TEXT,
    alt TEXT NOT NULL,
    decorative BIGINT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    licence TEXT NOT NULL,
    licence_note TEXT NOT NULL,
    source TEXT NOT NULL,
    folder TEXT NOT NULL,
    focal_x BIGINT,
    focal_y BIGINT,
    -- Name, caption, credit and tags without marks and capitals; none until the program has filled it in.
    folded TEXT,
    trashed_at BIGINT,
    trashed_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    CONSTRAINT library_file_licence_known
        CHECK (licence IN ('', 'own', 'cc-by', 'cc-by-sa', 'public-domain', 'press', 'other')),
    CONSTRAINT library_file_focal_range CHECK (focal_x BETWEEN 0 AND 100 AND focal_y BETWEEN 0 AND 100)
);
CREATE INDEX library_file_uploader ON library_file (uploaded_by);
CREATE INDEX library_file_original ON library_file (original_sha256);
CREATE INDEX library_file_folder ON library_file (folder);
CREATE INDEX library_file_trash ON library_file (trashed_at);
CREATE INDEX library_file_trasher ON library_file (trashed_by);

INSERT INTO library_file (media_id, version, alt, decorative, caption, credit, licence, licence_note, source, folder)
SELECT id, 1, '', 0, '', '', '', '', '', '' FROM media;

CREATE TABLE library_tag (
    media_id BIGINT NOT NULL REFERENCES library_file (media_id) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (media_id, folded)
);
CREATE INDEX library_tag_folded ON library_tag (folded);

-- Which version names which file, and how. A body may name a file that is not there, so there is no foreign key to it.
CREATE TABLE article_file (
    article_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    media_id BIGINT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (article_id, version, media_id, place),
    FOREIGN KEY (article_id, version) REFERENCES article_version (article_id, version) ON DELETE CASCADE,
    CONSTRAINT article_file_place_known CHECK (place IN ('picture', 'attachment', 'body', 'link'))
);
CREATE INDEX article_file_media ON article_file (media_id);

CREATE TABLE notice_file (
    notice_id BIGINT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    media_id BIGINT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (notice_id, media_id, place),
    CONSTRAINT notice_file_place_known CHECK (place IN ('body', 'link'))
);
CREATE INDEX notice_file_media ON notice_file (media_id);

-- What one click did to many files, so that another click takes it back.
CREATE TABLE library_bulk (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    before TEXT NOT NULL
);
CREATE INDEX library_bulk_account ON library_bulk (account_id);

-- Hashes of bytes that lost a row. They are removed once no other row shares them.
CREATE TABLE library_garbage (
    sha256 TEXT NOT NULL PRIMARY KEY,
    removed_at BIGINT NOT NULL
);
