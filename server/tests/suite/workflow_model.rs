//! The way of a text against a model of it: whoever does whatever in whatever order, nothing is published without the
//! right to, no version is lost, and going back changes nothing that readers see.

use std::collections::HashMap;

use app::articles::{ArticleText, load_text, publish, save_draft};
use app::auth::{
    Actor, NewAccount, Place, Role, Staff, add_account, editor, machine_administrator, publisher, this_machine,
};
use app::db::{Db, DbFault, DbResult};
use app::history::{compare, history, name_version, restore};
use app::ids::{AccountId, ArticleId, SectionId};
use app::sections::add_section;
use app::time::Stamp;
use app::workflow::{
    BulkWork, Charge, Stage, Step, Times, bulk, charge, comment, due_work, load_work, set_times, take_down, take_step,
    tombstone, undo_bulk,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use prose::{Block, Document};

use crate::support::{Folder, TestDatabase};

const SECTIONS: [&str; 2] = ["tin", "kinh-te"];
const EXPIRY: i64 = 500;

/// Who is there: a role for the whole site, and one in a section.
const PEOPLE: [(Role, Option<(i64, Role)>); 7] = [
    (Role::Reader, None),
    (Role::Contributor, None),
    (Role::Contributor, None),
    (Role::Editor, None),
    (Role::Publisher, None),
    (Role::Reader, Some((1, Role::Publisher))),
    (Role::Contributor, Some((2, Role::Editor))),
];

#[derive(Clone, Debug)]
enum Action {
    Save { words: String, section: usize },
    Step { step: Step, from: Stage },
    Publish,
    TakeDown,
    Restore { version: i64 },
    Name { version: i64 },
    Times { after: Option<i64>, expires: bool },
    Tick { by: i64 },
    Charge { person: Option<usize> },
    Comment,
    Bulk { step: Step },
    Undo,
}

/// Somebody does something to one of the articles; `late` means that they have not seen its newest version.
type Deed = (usize, usize, bool, Action);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let step = || prop::sample::select(Step::ALL.to_vec());
    let action = prop_oneof![
        6 => ("[a-c]{1,3}( [a-c]{1,3}){0,3}", 0..2_usize).prop_map(|(words, section)| Action::Save { words, section }),
        8 => (step(), prop::sample::select(Stage::ALL.to_vec())).prop_map(|(step, from)| Action::Step { step, from }),
        3 => Just(Action::Publish),
        2 => Just(Action::TakeDown),
        3 => (0_i64..6).prop_map(|version| Action::Restore { version }),
        1 => (0_i64..6).prop_map(|version| Action::Name { version }),
        3 => (prop::option::of(1_i64..300), any::<bool>()).prop_map(|(after, expires)| Action::Times { after, expires }),
        3 => (1_i64..400).prop_map(|by| Action::Tick { by }),
        2 => prop::option::of(0..7_usize).prop_map(|person| Action::Charge { person }),
        1 => Just(Action::Comment),
        2 => step().prop_map(|step| Action::Bulk { step }),
        2 => Just(Action::Undo),
    ];
    prop::collection::vec((0..PEOPLE.len(), 0..2_usize, prop::bool::weighted(0.1), action), 1..40)
}

fn text(words: &str, section: usize) -> ArticleText {
    ArticleText {
        section: SECTIONS[section].into(),
        slug: "tua".into(),
        title: format!("Tựa {words}"),
        lead: String::new(),
        body: Document::new(words.split(' ').map(Block::paragraph).collect()),
        byline_name: String::new(),
        byline_office: String::new(),
        picture: None,
        picture_alt: String::new(),
        picture_caption: String::new(),
        attachments: Vec::new(),
    }
}

fn person(number: usize) -> Actor {
    let (role, granted) = PEOPLE[number];
    let grants = granted.map(|(section, role)| (SectionId(section), role)).into_iter().collect();
    Actor::Staff(Staff { id: account(number), name: number.to_string(), role, grants, has_second_step: false })
}

fn account(number: usize) -> AccountId {
    AccountId(i64::try_from(number).expect("a small number") + 1)
}

/// The role of somebody in a section, as the model sees it.
fn role(number: usize, section: usize) -> Role {
    match PEOPLE[number] {
        (role, Some((granted, more))) if granted == i64::try_from(section).expect("small") + 1 => role.max(more),
        (role, _) => role,
    }
}

/// What the model knows of an article.
#[derive(Clone, Debug)]
struct Model {
    /// Titles by version, which never change.
    titles: HashMap<i64, String>,
    head: i64,
    live: Option<i64>,
    stage: Stage,
    section: usize,
    author: usize,
    assignee: Option<usize>,
    scheduled: Option<(i64, i64)>,
    expires: Option<i64>,
    /// Grows with everything that an undo must not pass over.
    events: i64,
    gone: bool,
}

impl Model {
    fn own(&self, who: usize) -> bool {
        self.author == who || self.assignee == Some(who)
    }

    fn may_save(&self, who: usize, section: usize) -> bool {
        let here = role(who, self.section);
        let has_it = self.own(who) && matches!(self.stage, Stage::Writing | Stage::Published);
        role(who, section) >= Role::Contributor && (here >= Role::Editor || (has_it && here >= Role::Contributor))
    }

    fn saved(&mut self, who: usize, title: String) {
        self.head += 1;
        self.titles.insert(self.head, title);
        let vouched = match role(who, self.section) {
            Role::Publisher | Role::Administrator => Stage::Review,
            Role::Editor => Stage::Editing,
            _ => Stage::Writing,
        };
        let after = if self.stage == Stage::Published { Stage::Writing } else { self.stage.min(vouched) };
        self.events += i64::from(after != self.stage);
        self.stage = after;
    }

    fn step(&self, who: usize, step: Step, from: Stage) -> Option<Stage> {
        let to = match (step, from) {
            (Step::Submit, Stage::Writing) => Stage::Editing,
            (Step::Recall | Step::Refuse, Stage::Editing) => Stage::Writing,
            (Step::Forward, Stage::Writing | Stage::Editing) => Stage::Review,
            (Step::Approve, Stage::Review) => Stage::Approved,
            (Step::Refuse, Stage::Review | Stage::Approved) => Stage::Editing,
            _ => return None,
        };
        let needed = match (step, from) {
            (Step::Submit | Step::Recall, _) if self.own(who) => Role::Contributor,
            (Step::Approve, _) | (Step::Refuse, Stage::Review | Stage::Approved) => Role::Publisher,
            _ => Role::Editor,
        };
        (from == self.stage && role(who, self.section) >= needed).then_some(to)
    }

    fn take_down(&mut self) {
        self.live = None;
        self.gone = true;
        self.expires = None;
        self.events += 1;
        if self.stage == Stage::Published {
            self.stage = Stage::Writing;
        }
    }

    fn put_live(&mut self, version: i64) {
        self.live = Some(version);
        self.gone = false;
        self.events += 1;
        if version == self.head {
            self.stage = Stage::Published;
        }
        if self.scheduled.is_some_and(|(_, scheduled)| scheduled <= version) {
            self.scheduled = None;
        }
    }
}

/// Which article, how it stood, and how much had happened to it after the click.
type Stood = (usize, Model, i64);

struct Site {
    db: Db,
    ids: [ArticleId; 2],
    models: [Model; 2],
    now: i64,
    /// The last click for many: who, its number, and for each article how it stood and what it had seen after.
    click: Option<(usize, i64, Vec<Stood>)>,
}

/// Whether it was done; a fault of the database is no refusal.
fn done<T>(result: DbResult<T>) -> bool {
    match result {
        Ok(_) => true,
        Err(DbFault::Refused(_)) => false,
        Err(fault) => panic!("{fault}"),
    }
}

impl Site {
    async fn act(&mut self, deed: &Deed) {
        let (who, article, late, action) = deed;
        let (who, article) = (*who, *article);
        let (actor, id, now) = (person(who), self.ids[article], Stamp(self.now));
        let db = self.db.clone();
        let model = &mut self.models[article];
        let base = model.head - i64::from(*late);
        match action {
            Action::Save { words, section } => {
                let Ok(guard) = editor(&actor) else { return };
                let result = save_draft(&db, guard, Some((id, base)), text(words, *section), None, now).await;
                let wanted = !late && model.may_save(who, *section);
                assert_eq!(done(result), wanted);
                if wanted {
                    model.section = *section;
                    model.saved(who, format!("Tựa {words}"));
                }
            }
            Action::Step { step, from } => {
                let Ok(guard) = editor(&actor) else { return };
                let wanted = model.step(who, *step, *from).filter(|_| !late);
                let result = take_step(&db, guard, id, *step, (*from, base), "Vì sao".into(), now).await;
                assert_eq!(done(result), wanted.is_some());
                if let Some(to) = wanted {
                    model.stage = to;
                    model.events += 1;
                }
            }
            Action::Tick { by } => self.tick(*by).await,
            Action::Bulk { step } => self.bulk(who, *step).await,
            Action::Undo => self.undo(who).await,
            Action::Publish | Action::TakeDown | Action::Times { .. } => self.publishing(deed).await,
            Action::Restore { .. } | Action::Name { .. } | Action::Comment | Action::Charge { .. } => {
                self.beside(deed).await;
            }
        }
    }

    /// What changes what readers see, now or later.
    async fn publishing(&mut self, (who, article, late, action): &Deed) {
        let (who, article) = (*who, *article);
        let (actor, id, now) = (person(who), self.ids[article], Stamp(self.now));
        let db = self.db.clone();
        let model = &mut self.models[article];
        let (base, here) = (model.head - i64::from(*late), role(who, model.section));
        let Ok(guard) = publisher(&actor) else { return };
        match action {
            Action::Publish => {
                let wanted = !late && here >= Role::Publisher;
                assert_eq!(done(publish(&db, guard, id, base, now).await), wanted);
                if wanted {
                    model.put_live(base);
                }
            }
            Action::TakeDown => {
                let wanted = model.live.is_some() && here >= Role::Publisher;
                assert_eq!(done(take_down(&db, guard, id, "Sai".into(), now).await), wanted);
                if wanted {
                    model.take_down();
                }
            }
            Action::Times { after, expires } => {
                let publish_at = after.map(|after| self.now + after);
                let expires_at = expires.then(|| publish_at.unwrap_or(self.now) + EXPIRY);
                let times = Times { publish_at: publish_at.map(Stamp), expires_at: expires_at.map(Stamp) };
                let keeps = publish_at.is_some() && model.scheduled.map(|(at, _)| at) == publish_at;
                let wanted = here >= Role::Publisher && (publish_at.is_none() || keeps || !late);
                assert_eq!(done(set_times(&db, guard, id, base, times, now).await), wanted);
                if wanted {
                    model.events += i64::from(publish_at != model.scheduled.map(|(at, _)| at));
                    if publish_at.is_some() && !keeps && model.stage != Stage::Published {
                        model.stage = Stage::Approved;
                    }
                    model.scheduled = publish_at.map(|at| {
                        (at, if keeps { model.scheduled.map_or(base, |(_, version)| version) } else { base })
                    });
                    model.expires = expires_at;
                }
            }
            _ => {}
        }
    }

    /// What changes neither what readers see nor where a text stands, but by a save.
    async fn beside(&mut self, (who, article, late, action): &Deed) {
        let (who, article) = (*who, *article);
        let (actor, id, now) = (person(who), self.ids[article], Stamp(self.now));
        let db = self.db.clone();
        let model = &mut self.models[article];
        let (base, here) = (model.head - i64::from(*late), role(who, model.section));
        let Ok(guard) = editor(&actor) else { return };
        match action {
            Action::Restore { version } => {
                let wanted = !late && model.titles.contains_key(version) && model.may_save(who, model.section);
                assert_eq!(done(restore(&db, guard, id, *version, base, now).await), wanted);
                if wanted {
                    let title = model.titles[version].clone();
                    model.saved(who, title);
                }
            }
            Action::Name { version } => {
                let wanted = model.titles.contains_key(version) && (model.own(who) || here >= Role::Contributor);
                assert_eq!(done(name_version(&db, guard, id, *version, "Tên", now).await), wanted);
            }
            Action::Comment => {
                let wanted = model.own(who) || here >= Role::Contributor;
                assert_eq!(done(comment(&db, guard, id, "Ý kiến", now).await), wanted);
                model.events += i64::from(wanted);
            }
            Action::Charge { person } => {
                let can = person.is_none_or(|person| role(person, model.section) >= Role::Contributor);
                let wanted = can && here >= Role::Editor;
                let given = Charge { assignee: person.map(account), ..Charge::default() };
                assert_eq!(done(charge(&db, guard, id, given, now).await), wanted);
                if wanted {
                    model.assignee = *person;
                    model.events += 1;
                }
            }
            _ => {}
        }
    }

    async fn tick(&mut self, by: i64) {
        self.now += by;
        assert!(due_work(&self.db, Stamp(self.now)).await.expect("an answer").is_empty());
        for model in &mut self.models {
            if let Some((_, version)) = model.scheduled.filter(|(at, _)| *at <= self.now) {
                model.put_live(version);
            }
            if model.expires.is_some_and(|at| at <= self.now) {
                if model.live.is_some() {
                    model.take_down();
                }
                model.expires = None;
            }
        }
    }

    async fn bulk(&mut self, who: usize, step: Step) {
        let Ok(guard) = editor(&person(who)) else { return };
        let work = BulkWork::Step(step, "Vì sao".into());
        let result = bulk(&self.db, &guard, &self.ids, &work, Stamp(self.now)).await.expect("an answer");
        let mut stood = Vec::new();
        for (number, model) in self.models.iter_mut().enumerate() {
            if let Some(to) = model.step(who, step, model.stage) {
                let before = model.clone();
                model.stage = to;
                model.events += 1;
                stood.push((number, before, model.events));
            }
        }
        assert_eq!((result.done, result.refused), (stood.len(), 2 - stood.len()));
        if let Some(id) = result.id {
            self.click = Some((who, id, stood));
        }
    }

    async fn undo(&mut self, who: usize) {
        let (Ok(guard), Some((clicked, id, stood))) = (editor(&person(who)), self.click.clone()) else { return };
        let result = undo_bulk(&self.db, &guard, id, Stamp(self.now)).await;
        if who != clicked {
            assert!(!done(result), "nobody takes back what another did");
            return;
        }
        let mut put_back = 0;
        for (number, before, events) in stood {
            let model = &mut self.models[number];
            let may = model.own(who) || role(who, model.section) >= Role::Editor;
            if may && model.events == events && model.head == before.head {
                (model.stage, model.assignee) = (before.stage, before.assignee);
                model.events += 1;
                put_back += 1;
            }
        }
        assert_eq!(result.expect("an answer").done, put_back);
        self.click = None;
    }

    async fn check(&self) {
        for (id, model) in self.ids.iter().zip(&self.models) {
            let stored = history(&self.db, *id).await.expect("an answer").expect("the article");
            assert_eq!((stored.head, stored.live), (model.head, model.live));
            let titles: HashMap<i64, String> = stored.rows.into_iter().map(|row| (row.version, row.title)).collect();
            assert_eq!(titles, model.titles);
            let work = load_work(&self.db, *id).await.expect("an answer").expect("the work");
            assert_eq!(work.access.stage, model.stage);
            assert_eq!(work.access.assignee, model.assignee.map(account));
            assert_eq!(work.scheduled.map(|(at, version)| (at.0, version)), model.scheduled);
            assert_eq!(work.expires_at.map(|at| at.0), model.expires);
            let stone = tombstone(&self.db, *id).await.expect("an answer");
            assert_eq!(stone.is_some(), model.gone);
        }
    }
}

async fn site() -> (Folder, Db) {
    let folder = Folder::new();
    let db = TestDatabase::new(&folder.0).await.open().await;
    for name in SECTIONS {
        let guard = this_machine().as_editor();
        add_section(&db, &guard, name.into(), name.into(), String::new()).await.expect("a section");
    }
    for (number, (role, granted)) in PEOPLE.into_iter().enumerate() {
        let email = format!("{number}@b.vn");
        let account = NewAccount { email, name: number.to_string(), role, password: "x".repeat(12) };
        assert!(add_account(&db, machine_administrator(), account, Stamp(1)).await.expect("an account"));
        if let Some((section, role)) = granted {
            let id = self::account(number);
            let given = app::auth::grant(&db, machine_administrator(), id, SectionId(section), Some(role), Stamp(1));
            given.await.expect("a grant");
        }
    }
    (folder, db)
}

#[tokio::test]
async fn whoever_does_whatever_the_way_of_a_text_is_kept() {
    let (_folder, db) = site().await;
    let mut runner = TestRunner::deterministic();
    for round in 0..40 {
        let run = deeds().new_tree(&mut runner).expect("deeds").current();
        let mut ids = [ArticleId(0); 2];
        let mut models = Vec::new();
        for (number, id) in ids.iter_mut().enumerate() {
            let guard = editor(&person(number + 1)).expect("a contributor");
            let saved = save_draft(&db, guard, None, text("đầu", number), None, Stamp(1)).await.expect("an article");
            *id = saved.id;
            models.push(Model {
                titles: HashMap::from([(1, "Tựa đầu".to_owned())]),
                head: 1,
                live: None,
                stage: Stage::Writing,
                section: number,
                author: number + 1,
                assignee: None,
                scheduled: None,
                expires: None,
                events: 0,
                gone: false,
            });
        }
        let models = models.try_into().expect("two articles");
        let mut site = Site { db: db.clone(), ids, models, now: round * 1_000_000 + 10, click: None };
        for deed in &run {
            let before = site.models.clone();
            site.act(deed).await;
            site.check().await;
            let (who, article, _, action) = deed;
            let readers_see_another = site.models[*article].live != before[*article].live;
            let may = app::auth::authorize_at(
                &person(*who),
                app::auth::Action::Publish,
                Place::Section(SectionId(i64::try_from(before[*article].section).expect("small") + 1)),
            );
            let by_itself = matches!(action, Action::Tick { .. });
            assert!(!readers_see_another || by_itself || may.is_ok(), "{deed:?}");
            assert!(!matches!(action, Action::Restore { .. }) || !readers_see_another, "{deed:?}");
        }
        // What is still to come would go out in a later round.
        site.tick(2_000).await;
        site.check().await;
        let (now, head) = load_text(&db, ids[0]).await.expect("an answer").expect("a text");
        assert_eq!(Some(&now.title), site.models[0].titles.get(&head));
        let whole = compare(&db, ids[0], 1, head).await.expect("an answer").expect("two versions");
        assert_eq!(whole.fields.is_empty(), now.title == "Tựa đầu");
    }
}
