//! Every registered statement runs on this database, on at least one row: preparing alone finds no decoding fault.

use app::articles::{
    ArticleInput, article_view, home_view, in_section, is_public, load_draft, publish_in, save_draft_in,
};
use app::audit::{audit_page, broken_audit};
use app::auth::{
    Actor, Editor, NewAccount, Place, Role, SignIn, add_account, end_session, find_actor, grant, machine_administrator,
    reset_password, sign_in, sweep_sessions, this_machine,
};
use app::db::Db;
use app::history::{compare, history, name_version, published};
use app::ids::{AccountId, ArticleId, MediaId, NoticeId};
use app::links::{LinkedSite, add_link, all_links};
use app::media::{Files, add_prepared_in, add_upload, all_media, damaged_files, find, prepare_upload};
use app::notices::{
    NoticeInput, Severity, desk_notices, headings, load_notice, save_notice, set_notice_state, showing,
};
use app::polls::{
    Ballot, PollInput, PollState, Voter, cast, current_poll, desk_polls, load_poll, poll_view, poll_with, save_poll,
    save_poll_in, set_poll_state,
};
use app::provenance::{Made, Record, RunId, add_made, add_record, begin_run, end_run, find_record, runs, undo};
use app::redirects::{Target, add_redirect, find_target};
use app::repair::damaged;
use app::sections::{add_section, all_sections, ensure_section, find_section};
use app::site::{SiteInfo, save_site, secret, site_info};
use app::state::{AppState, ClientAssets, Clock, all_statements};
use app::time::{Day, Stamp};
use app::visits::{Baseline, Hub, Visitor, baseline, reads_of, set_baseline};

use crate::support::{Folder, TestDatabase};

mod editing;
mod library;
mod mail;
mod media;
mod passkeys;
mod second;
mod workflow;

const NOW: Stamp = Stamp(1_795_000_000_000);

#[tokio::test]
async fn every_statement_runs_and_finds_a_row() {
    let folder = Folder::new();
    let database = TestDatabase::new(&folder.0).await;
    let db = database.open().await;
    let files = Files::new(folder.0.join("files"));
    people(&db).await;
    second::people(&db).await;
    articles(&db, &files).await;
    notices(&db).await;
    let (run, theirs) = whole_import(&db, &files).await;
    let state = state(&db, files).await;
    polls(&state).await;
    state.hub.read(&visitor(), theirs, 1, NOW);
    counting(&state).await;
    library::described(&db, &state.files, &database.url, this_machine()).await;
    workflow::ways(&db, &database.url, this_machine()).await;
    media::media(&db).await;
    passkeys::keys(&db).await;
    editing::written(&db).await;
    mail::messages(&db).await;
    taken_back(&db, run).await;
    let ran = db.ran();
    let silent: Vec<&str> =
        all_statements().iter().map(|sql| sql.name).filter(|name| ran.get(name).copied().unwrap_or(0) == 0).collect();
    assert!(silent.is_empty(), "these never met a row on {}: {silent:?}", db.kind());
    assert!(ran.len() >= 60, "{} statements", ran.len());
}

async fn state(db: &Db, files: Files) -> AppState {
    AppState {
        db: db.clone(),
        files,
        downloads: Default::default(),
        sessions: Default::default(),
        arrivals: app::media::Arrivals::new(std::env::temp_dir().join("dinh-no-arrivals")),
        hub: Hub::start(db, "test", NOW).await.expect("a hub").into(),
        assets: ClientAssets::default().into(),
        base_url: "http://127.0.0.1".into(),
        throttle: Default::default(),
        device_secret: "x".into(),
        sign_ins: app::auth::Limiter::new(1, 1).into(),
        resets: app::auth::Limiter::new(1, 1).into(),
        mailbox_resets: app::auth::Limiter::new(1, 1).into(),
        passkeys: None,
        challenges: app::auth::Limiter::new(1, 1).into(),
        needs_second_step: false,
        poll_secret: secret(db, "poll").await.expect("a secret").into(),
        clock: Clock::Fixed(std::sync::Arc::new(NOW.0.into())),
    }
}

/// Somebody who may do everything in the library.
fn staff() -> Actor {
    Actor::Staff(app::auth::Staff {
        id: AccountId(1),
        name: "A".into(),
        role: Role::Editor,
        grants: Vec::new(),
        has_second_step: false,
    })
}

async fn people(db: &Db) {
    let account = NewAccount {
        email: "a@b.example".into(),
        name: "A".into(),
        role: Role::Editor,
        password: "a long password".into(),
    };
    assert!(add_account(db, machine_administrator(), account, NOW).await.expect("an account"));
    let enter = async |old| {
        let entered = sign_in(db, "a@b.example", "a long password".into(), old, "Firefox".into(), NOW).await;
        match entered.expect("an answer").expect("the right password") {
            SignIn::Whole(token) => token,
            SignIn::Half(_) => panic!("there is no second step"),
        }
    };
    let first = enter(None).await;
    let second = enter(Some(first)).await;
    find_actor(db, &second, NOW).await.expect("an actor");
    end_session(db, &second).await.expect("it ends");
    add_section(db, &this_machine().as_editor(), "rieng".into(), "Riêng".into(), String::new()).await.expect("one");
    let section = find_section(db, "rieng").await.expect("an answer").expect("the section").id;
    for role in [Some(Role::Publisher), None, Some(Role::Publisher)] {
        grant(db, machine_administrator(), AccountId(1), section, role, NOW).await.expect("a grant");
    }
    let third = enter(None).await;
    let Actor::Staff(staff) = find_actor(db, &third, NOW).await.expect("an actor") else { panic!("nobody") };
    assert_eq!(staff.role_at(Place::Section(section)), Role::Publisher);
    let log = audit_page(db, &machine_administrator(), None, None, None).await.expect("the log");
    assert_eq!(log.rows.len(), 4);
    assert!(broken_audit(db).await.expect("an answer").is_empty());
    enter(None).await;
    sweep_sessions(db, Stamp(NOW.0 * 2)).await.expect("a sweep");
    enter(None).await;
    assert!(
        reset_password(db, machine_administrator(), "a@b.example", "another password".into(), NOW)
            .await
            .expect("a reset")
    );
    let site = SiteInfo { name: "Đình".into(), ..SiteInfo::default() };
    save_site(db, &this_machine(), &site).await.expect("a site");
    assert_eq!(site_info(db).await.expect("a site"), site);
    add_link(db, &this_machine(), LinkedSite { name: "x".into(), url: "https://x.example".into() })
        .await
        .expect("a link");
    assert_eq!(all_links(db).await.expect("links").len(), 1);
}

async fn articles(db: &Db, files: &Files) {
    let guard = this_machine();
    let editor = guard.as_editor();
    add_section(db, &editor, "tin".into(), "Tin".into(), "Tin tức".into()).await.expect("a section");
    let section = find_section(db, "tin").await.expect("an answer").expect("the section");
    assert_eq!(all_sections(db).await.expect("sections").len(), 2);
    let paper = add_upload(db, files, &editor, "a.pdf", b"%PDF-1.4".to_vec(), NOW).await.expect("a file");
    assert_eq!(all_media(db).await.expect("files").len(), 1);
    assert!(damaged_files(db, files).await.expect("an answer").is_empty());
    let paper = MediaId(paper.id);
    assert!(find(db, paper).await.expect("an answer").is_some());
    let input = ArticleInput {
        section: "tin".into(),
        title: "Tựa".into(),
        body: "Xem [tin kia](page:2) và [](page:2)".into(),
        attachments: vec![paper],
        ..ArticleInput::default()
    };
    let text = input.check(&|_| None).expect("a text");
    for key in ["first", "second"] {
        let (editor, guard, text) = (editor.clone(), guard.clone(), text.clone());
        db.write(move |tx| {
            Box::pin(async move {
                let saved = save_draft_in(tx, &editor, None, &text, Some(key.into()), NOW).await?;
                save_draft_in(tx, &editor, None, &text, Some(key.into()), NOW).await?;
                publish_in(tx, &guard, saved.id, saved.version, NOW).await
            })
        })
        .await
        .expect("an article");
    }
    let id = ArticleId(1);
    let view = article_view(db, id).await.expect("an answer").expect("the article");
    assert_eq!((view.attachments.len(), view.related.len()), (1, 1));
    assert!(view.html.contains("href=\"/bai-viet/2/tua\">tin kia</a>"), "{}", view.html);
    assert!(view.html.contains("href=\"/bai-viet/2/tua\">Tựa</a>"), "{}", view.html);
    assert!(home_view(db).await.expect("a home").lead.is_some());
    assert_eq!(in_section(db, section.id, 1).await.expect("a page").items.len(), 2);
    assert!(is_public(db, id).await.expect("an answer"));
    assert_eq!(load_draft(db, id).await.expect("an answer").expect("a draft").1, [paper]);
    versions(db, id, &editor).await;
    imported(db, id).await;
}

async fn versions(db: &Db, id: ArticleId, editor: &Editor) {
    name_version(db, editor.clone(), id, 1, "Tên", NOW).await.expect("a name");
    let listed = history(db, id).await.expect("an answer").expect("versions");
    assert_eq!(listed.rows.len(), 1);
    assert_eq!(listed.rows[0].published_at, Some(NOW.0));
    assert!(compare(db, id, 1, 1).await.expect("an answer").expect("two versions").is_empty());
    let kept = published(db, id, 1).await.expect("an answer").expect("a version that readers saw");
    assert_eq!(kept.digest.len(), 64);
    name_version(db, editor.clone(), id, 1, "", NOW).await.expect("no name");
}

async fn imported(db: &Db, article: ArticleId) {
    let old = Baseline { value: 765, source: "x".into(), as_of: Day(1) };
    let kept = old.clone();
    db.write(move |tx| {
        Box::pin(async move {
            set_baseline(tx, "reads", article.0, &kept).await?;
            let run = begin_run(tx, "page", "x", NOW).await?;
            assert_eq!(begin_run(tx, "page", "x", NOW).await?, run, "an open run goes on");
            add_record(tx, run, record(article), NOW).await?;
            add_redirect(tx, "http://old.example/Tin/%C3%A1.aspx?id=1#top", Target::Article(article), run).await?;
            find_record(tx, "page", "k").await
        })
    })
    .await
    .expect("an answer")
    .expect("the record");
    end_run(db, "page", "x".into(), NOW).await.expect("it ends");
    assert_eq!(baseline(db, "reads", article.0).await.expect("an answer"), Some(old));
    assert!(find_target(db, "/tin/á.aspx?id=1").await.expect("an answer").is_some());
    assert_eq!(runs(db).await.expect("runs").first().map(|run| run.articles), Some(1));
}

fn record(article: ArticleId) -> Record {
    Record {
        source: "page",
        key: format!("k{}", if article.0 == 1 { String::new() } else { article.to_string() }),
        digest: "d".into(),
        article,
        poll: None,
        original: "o".into(),
        report: "r".into(),
    }
}

/// An import that made one of everything.
async fn whole_import(db: &Db, files: &Files) -> (RunId, ArticleId) {
    let guard = this_machine();
    let editor = guard.as_editor();
    let file = prepare_upload(files, &editor, "b.pdf", b"%PDF-1.5".to_vec()).await.expect("a file");
    let input = ArticleInput {
        section: "cu".into(),
        title: "Tin của trang cũ".into(),
        body: "Nội dung".into(),
        ..ArticleInput::default()
    };
    let text = input.check(&|_| None).expect("a text");
    let run = db.write(move |tx| {
        Box::pin(async move {
            let run = begin_run(tx, "html", "folder", NOW).await?;
            let (section, _) = ensure_section(tx, &editor, "Cũ", "").await?;
            let (file, _) = add_prepared_in(tx, &file, NOW).await?;
            let question = PollInput { question: "Cũ?".into(), options: Vec::new(), closes_at: None };
            let poll = save_poll_in(tx, &editor, None, question, NOW).await?;
            assert_eq!(poll_with(tx, "Cũ? ").await?, Some(poll));
            let saved = save_draft_in(tx, &editor, None, &text, None, NOW).await?;
            publish_in(tx, &this_machine(), saved.id, saved.version, NOW).await?;
            let old = Baseline { value: 6, source: "folder".into(), as_of: Day(2) };
            set_baseline(tx, "reads", saved.id.0, &old).await?;
            assert!(set_baseline(tx, "visits", 0, &old).await?);
            add_redirect(tx, "/cu.aspx?id=1", Target::Article(ArticleId(1)), run).await?;
            for made in [
                Made::Section(section),
                Made::Media(MediaId(file.id)),
                Made::Poll(poll),
                Made::Reads(saved.id),
                Made::Visits,
            ] {
                add_made(tx, run, made).await?;
            }
            add_record(tx, run, record(saved.id), NOW).await?;
            Ok((run, saved.id))
        })
    });
    run.await.expect("an import")
}

async fn taken_back(db: &Db, run: RunId) {
    let undone = undo(db, this_machine(), run, NOW).await.expect("it is taken back");
    assert_eq!((undone.articles, undone.files, undone.sections, undone.polls), (1, 1, 1, 1));
    assert!(undone.kept.is_empty());
    assert_eq!(baseline(db, "visits", 0).await.expect("an answer"), None);
    assert!(undo(db, this_machine(), run, NOW).await.is_err(), "once is enough");
}

async fn notices(db: &Db) {
    let input = NoticeInput {
        title: "Báo".into(),
        body: "Nội dung".into(),
        severity: Severity::Urgent,
        starts_at: Stamp(NOW.0 - 1),
        ends_at: Some(Stamp(NOW.0 + 1)),
    };
    let editor = this_machine().as_editor();
    let id = save_notice(db, editor.clone(), None, input.clone(), NOW).await.expect("a notice");
    assert_eq!(id, NoticeId(1));
    save_notice(db, editor, Some((id, 1)), input, NOW).await.expect("a change");
    set_notice_state(db, this_machine(), id, true, NOW).await.expect("it shows");
    assert_eq!(showing(db, NOW).await.expect("notices").len(), 1);
    assert_eq!(headings(db, NOW).await.expect("headings").len(), 1);
    assert_eq!(showing(db, Stamp(NOW.0 + 1)).await.expect("notices").len(), 0, "its end is its end");
    assert_eq!(headings(db, Stamp(NOW.0 + 1)).await.expect("headings").len(), 0, "in the block, too");
    assert_eq!(desk_notices(db).await.expect("notices").len(), 1);
    assert!(load_notice(db, id).await.expect("an answer").is_some());
}

async fn polls(state: &AppState) {
    let db = &state.db;
    let editor = this_machine().as_editor();
    let input = |options: &[&str]| PollInput {
        question: "Hỏi".into(),
        options: options.iter().map(|label| (*label).to_owned()).collect(),
        closes_at: None,
    };
    let id = save_poll(db, editor.clone(), None, input(&["a", "b"]), NOW).await.expect("a poll");
    save_poll(db, editor, Some((id, 1)), input(&["a", "b", "c"]), NOW).await.expect("a change");
    set_poll_state(db, this_machine(), id, PollState::Open, NOW).await.expect("it opens");
    let voter = Voter::new();
    let ballot = Ballot::from_visitor(state, id, 1, &"a".repeat(32), &voter, &visitor()).expect("a ballot");
    assert_eq!(cast(state, ballot.clone()).await.expect("a vote").votes, [1, 0, 0]);
    cast(state, ballot).await.expect("the same vote");
    assert!(current_poll(state, Some(&voter)).await.expect("an answer").is_some_and(|poll| poll.voted));
    assert!(poll_view(state, id, None).await.expect("an answer").is_some());
    assert_eq!(desk_polls(db).await.expect("polls").len(), 2, "one of them came with the import");
    assert!(damaged(db, 10).await.expect("an answer").is_empty());
    assert!(load_poll(db, id).await.expect("an answer").is_some());
}

fn visitor() -> Visitor {
    Visitor { address: [127, 0, 0, 1].into(), agent: "x".into(), opted_out: false, bot: None }
}

async fn counting(state: &AppState) {
    let (hub, db) = (&state.hub, &state.db);
    hub.seen(&visitor(), 1, NOW);
    hub.read(&visitor(), ArticleId(1), 1, NOW);
    hub.seen(&Visitor { bot: Some("bot"), ..visitor() }, 2, NOW);
    hub.flush(db).await.expect("a flush");
    assert_eq!(reads_of(db, ArticleId(1)).await.expect("reads"), 1);
    let again = Hub::start(db, "test", NOW).await.expect("a hub");
    again.seen(&visitor(), 1, NOW);
    assert_eq!(again.counts(NOW).today, 1, "the same salt knows the same visitor");
    let later = Stamp(NOW.0 + 3 * 86_400_000);
    let next = Hub::start(db, "test", later).await.expect("a hub");
    next.turn_day(db, later).await.expect("the day turns");
    let counts = next.counts(later);
    assert_eq!((counts.today, counts.all), (0, 1), "keys go, sums stay");
}
