//! Every endpoint that the binary lists × everybody × an own thing, somebody else's, one of another section, and none.
//! An endpoint without a row here fails the test, and so does a row without an endpoint.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{TestApp, run_sql};

/// Somebody: their name, their role for the whole site, and what they may do in the section of the texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Who {
    name: &'static str,
    site: usize,
    here: usize,
    /// Their role in the other section, where another text lies.
    there: usize,
}

const NOBODY: Who = who("nobody", 0, 0, 0);
/// Levels: 1 reader, 2 contributor, 3 editor, 4 publisher, 5 administrator.
const PEOPLE: [Who; 8] = [
    NOBODY,
    who("reader", 1, 1, 1),
    who("contributor", 2, 2, 2),
    who("editor", 3, 3, 3),
    who("publisher", 4, 4, 4),
    who("administrator", 5, 5, 5),
    who("editor-here", 1, 3, 1),
    who("publisher-there", 2, 2, 4),
];
const ROLES: [&str; 6] = ["", "reader", "contributor", "editor", "publisher", "administrator"];

const fn who(name: &'static str, site: usize, here: usize, there: usize) -> Who {
    Who { name, site, here, there }
}

/// What a request is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Thing {
    Own,
    Others,
    Elsewhere,
    None,
}

/// Who is let in.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Who has at least this level anywhere.
    Anywhere(usize),
    /// Who has at least this level for the whole site; a request of somebody with less is refused by the store.
    Site(usize),
    /// The same for what readers see; the second level is for what they do not, or what is not there.
    Shown(usize, usize),
    /// Who has at least this level where the text is, or its own people with the second level.
    Text(usize, usize),
}

impl Rule {
    /// Whether somebody is let in; `gate` is the level that the endpoint asks for before it looks at anything.
    fn lets_in(self, who: Who, thing: Thing, gate: usize) -> bool {
        let most = who.site.max(who.here).max(who.there);
        match (self, thing) {
            (Self::Anywhere(level), _) => most >= level,
            (Self::Site(level), _) => who.site >= level,
            // A text that is not there is nobody's secret: whoever may ask at all hears so.
            (Self::Text(..), Thing::None) => most >= gate,
            (Self::Shown(_, level), Thing::None) | (Self::Shown(level, _), _) => who.site >= level,
            (Self::Text(level, _), Thing::Others) => who.here >= level,
            (Self::Text(level, _), Thing::Elsewhere) => who.there >= level,
            (Self::Text(level, own), Thing::Own) => who.here >= level.min(own),
        }
    }
}

type Fields = &'static [(&'static str, &'static str)];

/// A request that changes nothing more than it must: the rights are asked before it is found stale or incomplete.
struct Row(&'static str, &'static str, Fields, Rule);

/// For a text that its own people and whoever writes in its section may see.
const SEEN: Rule = Rule::Text(2, 2);
/// For a text that its own people and editors of its section may change.
const CHANGED: Rule = Rule::Text(3, 2);
const NEVER: usize = 9;

const ARTICLE: Fields = &[
    ("base", "0"),
    ("save_key", ""),
    ("title", "Tựa"),
    ("section", "tin-hoat-dong"),
    ("lead", ""),
    ("body", "x"),
    ("byline_name", ""),
    ("byline_office", ""),
    ("picture", ""),
    ("picture_alt", ""),
    ("picture_caption", ""),
    ("attachments", ""),
];
const NOTICE: Fields = &[
    ("base", "0"),
    ("title", "Báo"),
    ("body", "x"),
    ("severity", "info"),
    ("starts_at", "2026-01-01T00:00"),
    ("ends_at", ""),
];
const POLL: Fields = &[("base", "0"), ("question", "Hỏi?"), ("options", "a\nb"), ("closes_at", "")];

/// Of a file that somebody else uploaded; `library` has one's own.
const FILE: Fields = &[
    ("base", "0"),
    ("caption", ""),
    ("credit", ""),
    ("licence", ""),
    ("licence_note", ""),
    ("source", ""),
    ("folder", ""),
    ("tags", ""),
];

const ROWS: &[Row] = &[
    Row("GET", "/bien-tap", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/hang-loat", &[("back", ""), ("work", "due")], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/hang-loat/{id}/hoan-tac", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/bao-cao", &[], Rule::Anywhere(3)),
    Row("GET", "/bien-tap/bao-cao.csv", &[], Rule::Anywhere(3)),
    Row("GET", "/bien-tap/bao-cao.xlsx", &[], Rule::Anywhere(3)),
    Row("GET", "/bien-tap/bai-viet/moi", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/bai-viet/moi", ARTICLE, Rule::Anywhere(NEVER)),
    Row("GET", "/bien-tap/bai-viet/{id}", &[], SEEN),
    Row("POST", "/bien-tap/bai-viet/{id}", ARTICLE, CHANGED),
    Row("GET", "/bien-tap/bai-viet/{id}/lich-su", &[], SEEN),
    Row("GET", "/bien-tap/bai-viet/{id}/so-sanh?tu=1&den=1", &[], SEEN),
    Row("GET", "/bien-tap/bai-viet/{id}/soan", &[], SEEN),
    Row("GET", "/bien-tap/bai-viet/{id}/soan/kenh", &[], SEEN),
    Row("GET", "/bien-tap/bai-viet/{id}/soan/buoc?tu=0", &[], SEEN),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/soan/buoc",
        &[("json", r#"{"client":"a","batch":"a-1","version":999,"steps":[]}"#)],
        CHANGED,
    ),
    Row("GET", "/bien-tap/bai-viet/{id}/soan/ban", &[], SEEN),
    Row("POST", "/bien-tap/bai-viet/{id}/soan/phien-ban", &[("json", "{}")], CHANGED),
    Row("GET", "/bien-tap/bai-viet/{id}/soan/kiem", &[], SEEN),
    Row("GET", "/bien-tap/bai-viet/{id}/soan/xem", &[], SEEN),
    Row("POST", "/bien-tap/bai-viet/{id}/soan/dan", &[("json", r#"{"html":"<p>x"}"#)], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/trang", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tep/tin", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/bai-viet/{id}/ten-ban/{version}", &[("name", "x")], SEEN),
    Row("POST", "/bien-tap/bai-viet/{id}/lay-lai/{version}", &[("base", "0")], CHANGED),
    Row("POST", "/bien-tap/bai-viet/{id}/buoc", &[("step", "submit"), ("from", "writing"), ("base", "0")], CHANGED),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/buoc",
        &[("step", "forward"), ("from", "editing"), ("base", "0")],
        Rule::Text(3, NEVER),
    ),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/buoc",
        &[("step", "refuse"), ("from", "editing"), ("base", "0")],
        Rule::Text(3, NEVER),
    ),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/buoc",
        &[("step", "approve"), ("from", "review"), ("base", "0")],
        Rule::Text(4, NEVER),
    ),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/buoc",
        &[("step", "refuse"), ("from", "approved"), ("base", "0")],
        Rule::Text(4, NEVER),
    ),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/giao-viec",
        &[("assignee", "99999"), ("due", ""), ("owner", ""), ("review", "")],
        Rule::Text(3, NEVER),
    ),
    Row("POST", "/bien-tap/bai-viet/{id}/y-kien", &[("comment", "x")], SEEN),
    Row(
        "POST",
        "/bien-tap/bai-viet/{id}/hen-gio",
        &[("base", "0"), ("publish_at", "2100-01-01T00:00"), ("expires_at", "")],
        Rule::Text(4, NEVER),
    ),
    Row("POST", "/bien-tap/bai-viet/{id}/dia-chi", &[("slug", "x")], Rule::Text(4, NEVER)),
    Row("POST", "/bien-tap/bai-viet/{id}/go-xuong", &[("why", "")], Rule::Text(4, NEVER)),
    Row("GET", "/bien-tap/thong-bao", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/thong-bao/moi", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/thong-bao/moi", NOTICE, Rule::Site(2)),
    Row("GET", "/bien-tap/thong-bao/{id}", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/thong-bao/{id}", NOTICE, Rule::Shown(4, 2)),
    Row("POST", "/bien-tap/thong-bao/{id}/go-xuong", &[], Rule::Site(4)),
    Row("GET", "/bien-tap/tham-do", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tham-do/moi", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tham-do/moi", POLL, Rule::Site(2)),
    Row("GET", "/bien-tap/tham-do/{id}", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tham-do/{id}", POLL, Rule::Shown(4, 2)),
    Row("POST", "/bien-tap/tham-do/{id}/mo", &[], Rule::Site(4)),
    Row("POST", "/bien-tap/tham-do/{id}/dong", &[], Rule::Site(4)),
    Row("GET", "/bien-tap/chu-hong", &[], Rule::Site(3)),
    Row("POST", "/bien-tap/chu-hong/{kind}/{id}", &[("version", "0")], Rule::Site(3)),
    Row("GET", "/bien-tap/toi", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/mat-khau", &[("old", "x"), ("password", "x")], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/hai-buoc", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/hai-buoc/bat", &[("secret", "x"), ("code", "x")], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/hai-buoc/tat", &[("password", "x")], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/phien", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/phien/{id}", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/khoa/hoi", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/khoa", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/khoa/{id}/bo", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/toi/thu", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/thu/{id}/bo", &[], Rule::Site(5)),
    Row("GET", "/bien-tap/nguoi", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi", &[("email", ""), ("name", ""), ("role", "reader")], Rule::Site(5)),
    Row("GET", "/bien-tap/nguoi/{id}", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/vai-tro", &[("role", "editor")], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/khoa", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/mo-khoa", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/dang-xuat", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/mat-khau", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/hai-buoc", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/du-lieu", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/nguoi/{id}/xoa", &[("confirm", "x")], Rule::Site(5)),
    Row("GET", "/bien-tap/nhat-ky", &[], Rule::Site(5)),
    Row("GET", "/bien-tap/tep", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tep", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tep/{id}", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tep/chon", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tep/phan", &[("name", ""), ("size", "0"), ("mark", "")], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tep/phan/{id}", &[], Rule::Anywhere(2)),
    Row("PUT", "/bien-tap/tep/phan/{id}", &[], Rule::Anywhere(2)),
    Row("DELETE", "/bien-tap/tep/phan/{id}", &[], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tep/{id}", FILE, Rule::Site(3)),
    Row("POST", "/bien-tap/tep/{id}/thay", &[], Rule::Site(3)),
    Row("POST", "/bien-tap/tep/thay/{id}/hoan-tac", &[], Rule::Site(3)),
    Row("POST", "/bien-tap/tep/{id}/xoa", &[], Rule::Site(3)),
    Row("POST", "/bien-tap/tep/{id}/lay-lai", &[], Rule::Site(3)),
    Row("POST", "/bien-tap/tep/hang-loat", &[("back", ""), ("work", "trash")], Rule::Anywhere(2)),
    Row("POST", "/bien-tap/tep/hang-loat/{id}/hoan-tac", &[], Rule::Anywhere(2)),
    Row("GET", "/bien-tap/tep/han-muc", &[], Rule::Site(5)),
    Row("POST", "/bien-tap/tep/han-muc", &[], Rule::Site(5)),
];

/// What everybody may call. A new endpoint is named here only after somebody thought about it.
const PUBLIC: &str = "
    GET /
    GET /bai-viet/{id}/{slug}
    GET /bai-viet/{id}/{slug}/ban/{version}
    GET /chuyen-muc/{slug}
    GET /cong-cu/sua-phong
    POST /cong-cu/sua-phong
    GET /desk/{file}
    GET /dang-nhap
    POST /dang-nhap
    GET /dang-nhap/ma
    POST /dang-nhap/ma
    GET /tap-lenh/{name}
    POST /dang-nhap/khoa
    POST /dang-nhap/khoa/hoi
    GET /quen-mat-khau
    POST /quen-mat-khau
    GET /loi-moi/{token}
    POST /loi-moi/{token}
    POST /dang-xuat
    GET /favicon.svg
    GET /healthz
    GET /live
    GET /pkg/{file}
    GET /readyz
    GET /tep/{id}/{name}
    GET /tep/{id}/{name}/van-ban
    GET /tham-do/{id}
    POST /tham-do/{id}
    GET /thong-bao
    GET /thong-ke
    GET /{*any}
    POST /_fn/cast_ballot
    POST /_fn/get_article
    POST /_fn/get_counts
    POST /_fn/get_frame
    POST /_fn/get_home
    POST /_fn/get_notices
    POST /_fn/get_poll
    POST /_fn/get_section
    POST /_fn/leave_page
    POST /_fn/record_read
    POST /_fn/record_view
";

struct Stage {
    app: TestApp,
    cookies: Vec<Option<String>>,
    /// The text that somebody began themselves, if they may.
    own: Vec<Option<String>>,
    others: String,
    elsewhere: String,
}

fn set_stage() -> Stage {
    let app = TestApp::demo();
    let section = |slug: &str| format!("(SELECT id FROM section WHERE slug = '{slug}')");
    let cookies: Vec<Option<String>> =
        PEOPLE.iter().map(|who| (who.site > 0).then(|| app.sign_in_as(who.name, ROLES[who.site]))).collect();
    for who in &PEOPLE {
        for (level, slug) in [(who.here, "tin-hoat-dong"), (who.there, "kinh-te-tap-the")] {
            if level > who.site {
                let account = format!("(SELECT id FROM account WHERE email = '{}@test.example')", who.name);
                let values = format!("({account}, {}, '{}')", section(slug), ROLES[level]);
                run_sql(&app.database, &format!("INSERT INTO account_section VALUES {values}"));
            }
        }
    }
    let writes = |cookie: &str, slug: &'static str| {
        let mut fields = ARTICLE.to_vec();
        fields[3] = ("section", slug);
        let saved = app.post("/bien-tap/bai-viet/moi", Some(cookie), &fields);
        let id = saved.header("location").and_then(|path| path.split(['/', '?']).nth(3)).map(str::to_owned);
        id.unwrap_or_else(|| panic!("{}: {}", saved.status, saved.text()))
    };
    let own = PEOPLE.iter().zip(&cookies).map(|(who, cookie)| {
        let cookie = cookie.as_deref().filter(|_| who.here >= 2)?;
        Some(writes(cookie, "tin-hoat-dong"))
    });
    let own = own.collect();
    let stranger = app.sign_in_as("stranger", "contributor");
    let (others, elsewhere) = (writes(&stranger, "tin-hoat-dong"), writes(&stranger, "kinh-te-tap-the"));
    Stage { app, cookies, own, others, elsewhere }
}

impl Stage {
    /// Asks as somebody, and says whether they were kept out.
    fn is_kept_out(&self, number: usize, row: &Row, thing: Thing) -> Option<bool> {
        let Row(method, path, fields, _) = row;
        let id = match thing {
            Thing::Own => self.own[number].as_ref()?.clone(),
            Thing::Others => self.others.clone(),
            Thing::Elsewhere => self.elsewhere.clone(),
            Thing::None => "99999".to_owned(),
        };
        let is_text = path.starts_with("/bien-tap/bai-viet/{id}");
        let id = if is_text || thing == Thing::None { id } else { "1".to_owned() };
        let path = path.replace("{id}", &id).replace("{version}", "1").replace("{kind}", "bai-viet");
        assert!(!path.contains('{'), "no example for {path}");
        let mut fields = fields.to_vec();
        if thing == Thing::Elsewhere {
            for field in fields.iter_mut().filter(|(name, _)| *name == "section") {
                field.1 = "kinh-te-tap-the";
            }
        }
        let cookie = self.cookies[number].as_deref();
        let reply = match *method {
            "GET" => {
                let headers: Vec<(&str, &str)> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
                self.app.send("GET", &path, &headers, b"")
            }
            "POST" => match fields.as_slice() {
                [("json", json)] => self.app.post_json(&path, cookie, json),
                fields => self.app.post(&path, cookie, fields),
            },
            other => {
                let headers: Vec<(&str, &str)> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
                self.app.send(other, &path, &headers, b"")
            }
        };
        assert!(reply.status < 500, "{method} {path} as {}: {}", PEOPLE[number].name, reply.status);
        Some(match (cookie, *method) {
            (None, "GET") => reply.status == 303 && reply.header("location") == Some("/dang-nhap"),
            (None, _) => reply.status == 401,
            _ => reply.status == 403,
        })
    }
}

/// Every endpoint with the level that it asks for before it looks at anything.
fn listed(app: &TestApp) -> BTreeMap<(String, String), usize> {
    let output = app.command(&["routes", "--json"]);
    let routes: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("the routes");
    let text = |route: &serde_json::Value, key: &str| route[key].as_str().expect("a text").to_owned();
    let gate = |route| match text(route, "access").as_str() {
        "public" => 0,
        "desk" => 2,
        "edit" => 3,
        "publish" => 4,
        "administer" => 5,
        other => panic!("no level for {other}"),
    };
    routes.iter().map(|route| ((text(route, "method"), text(route, "path")), gate(route))).collect()
}

#[test]
fn everybody_gets_at_their_own_and_at_nothing_more() {
    let stage = set_stage();
    let rows = ROWS.iter().map(|Row(method, path, ..)| (*method, path.split('?').next().unwrap_or(path)));
    let public = PUBLIC.lines().filter_map(|line| line.trim().split_once(' '));
    let known: BTreeSet<(String, String)> =
        rows.chain(public).map(|(method, path)| (method.to_owned(), path.to_owned())).collect();
    let gates = listed(&stage.app);
    let listed: BTreeSet<(String, String)> = gates.keys().cloned().collect();
    let unknown: Vec<_> = listed.difference(&known).collect();
    assert!(unknown.is_empty(), "no row says who may call {unknown:?}");
    let gone: Vec<_> = known.difference(&listed).collect();
    assert!(gone.is_empty(), "these rows are about no endpoint: {gone:?}");

    let mut wrong = Vec::new();
    let mut asked = 0;
    for row in ROWS.iter().filter(|row| !matches!(row.3, Rule::Anywhere(NEVER))) {
        let place = row.1.split('?').next().unwrap_or(row.1);
        let gate = gates[&(row.0.to_owned(), place.to_owned())];
        let things: &[Thing] = match row.1.contains("{id}") {
            true => &[Thing::Own, Thing::Others, Thing::Elsewhere, Thing::None],
            false => &[Thing::Others],
        };
        for (number, who) in PEOPLE.iter().enumerate() {
            for thing in things {
                let Some(kept_out) = stage.is_kept_out(number, row, *thing) else { continue };
                asked += 1;
                if kept_out == row.3.lets_in(*who, *thing, gate) {
                    let outcome = if kept_out { "kept out" } else { "let in" };
                    wrong.push(format!(
                        "{} {} {:?} as {}: {outcome}, {:?}",
                        row.0,
                        row.1,
                        row.2,
                        who.name,
                        (thing, row.3)
                    ));
                }
            }
        }
    }
    println!("RAN {asked} requests, {} rows", ROWS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
