-- What stands beside the articles: notices, linked sites, polls and their ballots.

CREATE TABLE notice (
    id BIGINT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT notice_severity_known CHECK (severity IN ('info', 'important', 'urgent')),
    CONSTRAINT notice_state_known CHECK (state IN ('draft', 'published'))
);
CREATE INDEX notice_showing ON notice (state, starts_at);

CREATE TABLE linked_site (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE poll (
    id BIGINT NOT NULL PRIMARY KEY,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    opens_at BIGINT,
    closes_at BIGINT,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT poll_state_known CHECK (state IN ('draft', 'open', 'closed'))
);
CREATE INDEX poll_showing ON poll (state, opens_at);

CREATE TABLE poll_option (
    poll_id BIGINT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (poll_id, position)
);

-- One ballot per voter key: the primary key is the rule. `cast_hour` is the hour since 1970, no finer.
CREATE TABLE ballot (
    poll_id BIGINT NOT NULL,
    voter_key TEXT NOT NULL,
    ballot_id TEXT NOT NULL,
    choice BIGINT NOT NULL,
    network_key TEXT NOT NULL,
    cast_hour BIGINT NOT NULL,
    PRIMARY KEY (poll_id, voter_key),
    CONSTRAINT ballot_id_key UNIQUE (ballot_id),
    CONSTRAINT ballot_choice_offered FOREIGN KEY (poll_id, choice) REFERENCES poll_option (poll_id, position) ON DELETE RESTRICT
);
CREATE INDEX ballot_choice ON ballot (poll_id, choice);
CREATE INDEX ballot_network ON ballot (poll_id, network_key);
