-- The way of a text to its readers, apart from what they see meanwhile.

CREATE TABLE article_work (
    article_id BIGINT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    -- The newest title without marks and capitals, for the desk's search; none until the program has filled it in.
    folded TEXT,
    author_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    assignee_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    due_day BIGINT,
    owner_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    review_day BIGINT,
    publish_at BIGINT,
    publish_version BIGINT,
    scheduled_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    expires_at BIGINT,
    -- How many events there are, so that an undo sees whether anything happened since.
    events BIGINT NOT NULL,
    CONSTRAINT article_work_stage_known CHECK (stage IN ('writing', 'editing', 'review', 'approved', 'published'))
);
CREATE INDEX article_work_stage ON article_work (stage);
CREATE INDEX article_work_author ON article_work (author_id);
CREATE INDEX article_work_assignee ON article_work (assignee_id);
CREATE INDEX article_work_owner ON article_work (owner_id);
CREATE INDEX article_work_scheduler ON article_work (scheduled_by);
CREATE INDEX article_work_publish ON article_work (publish_at);
CREATE INDEX article_work_expiry ON article_work (expires_at);

INSERT INTO article_work (article_id, stage, author_id, owner_id, events)
SELECT a.id, CASE WHEN a.live_version = a.head_version THEN 'published' ELSE 'writing' END, v.saved_by, v.saved_by, 0
FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = 1;

-- What happened to a text, comments included.
CREATE TABLE article_event (
    article_id BIGINT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    stage TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX article_event_account ON article_event (account_id);

-- Why an article that readers knew is gone; no reason means that its time was over.
CREATE TABLE tombstone (
    article_id BIGINT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    taken_down_at BIGINT NOT NULL,
    reason TEXT
);

-- What one click did to many texts, so that another click takes it back.
CREATE TABLE bulk (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    before TEXT NOT NULL
);
CREATE INDEX bulk_account ON bulk (account_id);
