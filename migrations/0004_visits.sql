-- Counting in visitor-days. A key is made with the day's salt; key and salt go at the end of the next day,
-- the sums stay. No address and no browser name is ever written.

CREATE TABLE visit_salt (
    day BIGINT NOT NULL PRIMARY KEY,
    salt TEXT NOT NULL
);

CREATE TABLE visitor (
    day BIGINT NOT NULL,
    visitor_key TEXT NOT NULL,
    PRIMARY KEY (day, visitor_key)
);

CREATE TABLE visit_day (
    day BIGINT NOT NULL PRIMARY KEY,
    visitors BIGINT NOT NULL
);

CREATE TABLE reader (
    day BIGINT NOT NULL,
    article_id BIGINT NOT NULL,
    visitor_key TEXT NOT NULL,
    PRIMARY KEY (day, article_id, visitor_key)
);

CREATE TABLE article_read (
    article_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    reads BIGINT NOT NULL,
    PRIMARY KEY (article_id, day)
);

-- The second set of books: what was not counted, and the rule that said so.
CREATE TABLE uncounted (
    day BIGINT NOT NULL,
    rule TEXT NOT NULL,
    hits BIGINT NOT NULL,
    PRIMARY KEY (day, rule)
);
