//! Which text names which file, against a model of it: whatever is saved, gone back to, published and thinned, what is
//! written down is what the texts name.

use std::collections::{BTreeMap, BTreeSet};

use app::articles::{ArticleText, media_in_address, publish, save_draft};
use app::auth::this_machine;
use app::db::Db;
use app::history::{history, restore};
use app::ids::{ArticleId, MediaId, NoticeId};
use app::library::{Use, broken_uses, rebuild_uses, uses_of};
use app::media::{Files, add_upload};
use app::notices::{NoticeInput, Severity, save_notice};
use app::sections::add_section;
use app::time::Stamp;
use app::workflow::thin;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use prose::{Block, Document, Figure};

use crate::support::{Folder, TestDatabase, run_sql_on};

/// Files 1 to 4 are there, 5 is not: a body may name it all the same.
const FILES: i64 = 4;
const DAY: i64 = 86_400_000;

/// The files that a text names, by where it does.
#[derive(Clone, Debug, Default)]
struct Names {
    picture: Option<i64>,
    attached: BTreeSet<i64>,
    figures: Vec<i64>,
    gallery: Vec<i64>,
    links: Vec<i64>,
}

type Set = BTreeSet<(i64, &'static str)>;

impl Names {
    fn in_body(&self) -> Set {
        let shown = self.figures.iter().chain(&self.gallery).map(|id| (*id, "body"));
        shown.chain(self.links.iter().map(|id| (*id, "link"))).collect()
    }

    fn set(&self) -> Set {
        let mut set = self.in_body();
        set.extend(self.picture.map(|id| (id, "picture")));
        set.extend(self.attached.iter().map(|id| (*id, "attachment")));
        set
    }

    fn text(&self) -> ArticleText {
        let figure = |id: &i64| Figure { media_id: Some(prose::MediaId(*id)), ..Figure::default() };
        let mut blocks = vec![Block::paragraph("Chữ.")];
        blocks.extend(self.figures.iter().map(|id| Block::figure(prose::MediaId(*id), "", "")));
        if !self.gallery.is_empty() {
            blocks.push(Block::gallery(self.gallery.iter().map(figure).collect()));
        }
        blocks.extend(prose::markdown::read(&self.markdown_links(), &|_| None).blocks);
        ArticleText {
            section: "tin".into(),
            slug: "tua".into(),
            title: "Tựa".into(),
            lead: String::new(),
            body: Document::new(blocks),
            byline_name: String::new(),
            byline_office: String::new(),
            picture: self.picture.map(MediaId),
            picture_alt: String::new(),
            picture_caption: String::new(),
            attachments: self.attached.iter().map(|id| MediaId(*id)).collect(),
        }
    }

    fn markdown_links(&self) -> String {
        self.links.iter().map(|id| format!("[tải về](/tep/{id}/a.pdf)\n\n")).collect()
    }

    fn markdown(&self) -> String {
        let pictures: String =
            self.figures.iter().chain(&self.gallery).map(|id| format!("![Ảnh](/tep/{id}/a.jpg)\n\n")).collect();
        pictures + &self.markdown_links()
    }
}

#[derive(Clone, Debug)]
enum Action {
    Save(usize, Names),
    Restore(usize, i64),
    Publish(usize),
    Notice(usize, Names),
    Thin,
    Remove(usize),
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let known = || prop::collection::vec(1..=FILES, 0..3);
    let any = || prop::collection::vec(1..=FILES + 1, 0..3);
    let names = move || {
        (prop::option::of(1..=FILES), known(), any(), any(), any()).prop_map(
            |(picture, attached, figures, gallery, links)| Names {
                picture,
                attached: attached.into_iter().collect(),
                figures,
                gallery,
                links,
            },
        )
    };
    let action = prop_oneof![
        6 => (0..2_usize, names()).prop_map(|(article, names)| Action::Save(article, names)),
        3 => (0..2_usize, 1_i64..6).prop_map(|(article, version)| Action::Restore(article, version)),
        2 => (0..2_usize).prop_map(Action::Publish),
        3 => (0..2_usize, names()).prop_map(|(notice, names)| Action::Notice(notice, names)),
        2 => Just(Action::Thin),
        1 => (0..2_usize).prop_map(Action::Remove),
    ];
    prop::collection::vec(action, 1..25)
}

/// What the model knows: the files of each version by article, and of each notice.
struct World {
    db: Db,
    url: String,
    now: i64,
    articles: [Option<(ArticleId, BTreeMap<i64, Set>)>; 2],
    notices: [Option<(NoticeId, i64, Set)>; 2],
}

impl World {
    async fn act(&mut self, action: Action) {
        self.now += 1000;
        let (db, guard, now) = (self.db.clone(), this_machine(), Stamp(self.now));
        match action {
            Action::Save(article, names) => {
                let known = &mut self.articles[article];
                let target = known.as_ref().map(|(id, versions)| (*id, head(versions)));
                let saved = save_draft(&db, guard.as_editor(), target, names.text(), None, now).await.expect("a save");
                let (_, versions) = known.get_or_insert((saved.id, BTreeMap::new()));
                versions.insert(saved.version, names.set());
            }
            Action::Restore(article, version) => {
                let Some((id, versions)) = &mut self.articles[article] else { return };
                let Some(set) = versions.get(&version).cloned() else { return };
                let saved =
                    restore(&db, guard.as_editor(), *id, version, head(versions), now).await.expect("it is back");
                versions.insert(saved.version, set);
            }
            Action::Publish(article) => {
                let Some((id, versions)) = &self.articles[article] else { return };
                publish(&db, guard, *id, head(versions), now).await.expect("it goes out");
            }
            Action::Notice(notice, names) => {
                let input = NoticeInput {
                    title: "Tin".into(),
                    body: names.markdown(),
                    severity: Severity::Info,
                    starts_at: now,
                    ends_at: None,
                };
                let known = &mut self.notices[notice];
                let target = known.as_ref().map(|(id, version, _)| (*id, *version));
                let id = save_notice(&db, guard.as_editor(), target, input, now).await.expect("a notice");
                *known = Some((id, target.map_or(1, |(_, version)| version + 1), names.in_body()));
            }
            Action::Thin => {
                self.now += 40 * DAY;
                thin(&db, Stamp(self.now)).await.expect("it is thinned");
                for (id, versions) in self.articles.iter_mut().flatten() {
                    let left = history(&db, *id).await.expect("an answer").expect("versions").rows;
                    versions.retain(|version, _| left.iter().any(|row| row.version == *version));
                }
            }
            Action::Remove(article) => {
                let Some((id, _)) = self.articles[article].take() else { return };
                run_sql_on(&self.url, &format!("DELETE FROM article WHERE id = {id}")).await;
            }
        }
    }

    async fn check(&self) {
        for file in 1..=FILES + 1 {
            let mut wanted = BTreeSet::new();
            for (id, versions) in self.articles.iter().flatten() {
                let named = versions.iter().flat_map(|(version, set)| set.iter().map(move |one| (*version, *one)));
                wanted.extend(named.filter(|(_, (media, _))| *media == file).map(|(v, (_, place))| (id.0, v, place)));
            }
            let mut in_notices = BTreeSet::new();
            for (id, _, set) in self.notices.iter().flatten() {
                let named = set.iter().filter(|(media, _)| *media == file);
                in_notices.extend(named.map(|(_, place)| (id.0, 0, *place)));
            }
            let found = uses_of(&self.db, MediaId(file)).await.expect("uses");
            let found: BTreeSet<(i64, i64, String)> = found
                .into_iter()
                .map(|one| match one {
                    Use::Article { id, version, place, .. } => (id.0, version, place),
                    Use::Notice { id, place, .. } => (id.0, 0, place),
                })
                .collect();
            // Articles and notices are numbered apart, and a notice has no versions.
            let wanted: BTreeSet<(i64, i64, String)> =
                wanted.into_iter().chain(in_notices).map(|(id, v, place)| (id, v, place.to_owned())).collect();
            assert_eq!(found, wanted, "file {file}");
        }
        assert_eq!(broken_uses(&self.db).await.expect("an answer"), Vec::<String>::new());
    }
}

fn head(versions: &BTreeMap<i64, Set>) -> i64 {
    versions.keys().next_back().copied().expect("a version")
}

async fn world() -> (World, Folder) {
    let folder = Folder::new();
    let database = TestDatabase::new(&folder.0).await;
    let db = database.open().await;
    let guard = this_machine().as_editor();
    add_section(&db, &guard, "tin".into(), "Tin".into(), String::new()).await.expect("a section");
    let files = Files::new(folder.0.join("files"));
    for number in 1..=FILES {
        let bytes = format!("%PDF-1.4 {number}").into_bytes();
        let name = format!("{number}.pdf");
        let stored = add_upload(&db, &files, &guard, &name, bytes, Stamp(1)).await.expect("a file");
        assert_eq!(stored.id, number);
    }
    let world = World { db, url: database.url, now: 1_795_000_000_000, articles: [None, None], notices: [None, None] };
    (world, folder)
}

#[tokio::test]
async fn what_is_written_down_is_what_texts_name() {
    assert_eq!(media_in_address("/tep/5/a.pdf"), Some(MediaId(5)));
    let mut runner = TestRunner::deterministic();
    for _ in 0..12 {
        let deeds = actions().new_tree(&mut runner).expect("deeds").current();
        let (mut world, _folder) = world().await;
        for deed in deeds {
            world.act(deed).await;
        }
        world.check().await;
        for table in ["article_file", "notice_file"] {
            run_sql_on(&world.url, &format!("DELETE FROM {table}")).await;
        }
        rebuild_uses(&world.db).await.expect("it is rebuilt");
        world.check().await;
    }
}
