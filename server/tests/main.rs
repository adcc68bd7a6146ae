//! Behaviour at the boundary: the real binary over HTTP and from the command line, storage on the database that
//! `DINH_TEST_DATABASE_URL` names (SQLite without it), and the rules of the source tree.
#![expect(clippy::expect_used, reason = "a test that does not find what it expects has failed, and says which")]

mod suite {
    mod access;
    mod arrivals;
    mod audit;
    mod backup;
    mod bucket;
    mod chooser;
    mod commands;
    mod documents;
    mod editing;
    mod editing_fuzz;
    mod faults;
    mod folder;
    mod guessing;
    mod headers;
    mod history;
    mod import;
    mod library;
    mod library_replace;
    mod library_trash;
    mod library_uses;
    mod limits;
    mod live;
    mod mail;
    mod matrix;
    mod moving;
    mod pages;
    mod passkeys;
    mod people;
    mod polls;
    mod queries;
    mod renditions;
    mod storage;
    mod tidy;
    mod tools;
    mod uploads;
    mod workflow;
    mod workflow_model;
}
mod support;
