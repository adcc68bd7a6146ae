//! Guessing passwords: it becomes slow for whoever guesses, and not for the owner.

use crate::support::{Reply, TestApp, run_sql};

const RIGHT: &str = "đúng là mật khẩu này";

/// A site behind a proxy, with somebody whose password is [`RIGHT`].
fn site() -> TestApp {
    let settings = [("DINH_TRUSTED_PROXIES", "127.0.0.1"), ("DINH_BASE_URL", "https://htx.example")];
    let app = TestApp::prepared(&[], &settings);
    let boss = app.sign_in("administrator");
    for email in ["chu@htx.example", "khac@htx.example"] {
        let link = invitation(&app, &boss, email);
        assert_eq!(app.post(&link, None, &[("name", "Chủ"), ("password", RIGHT)]).status, 303);
    }
    app
}

fn invitation(app: &TestApp, boss: &str, email: &str) -> String {
    // The site wants a second step of whoever works at its desk.
    run_sql(&app.database, "UPDATE account SET totp_secret = 'x' WHERE role = 'administrator'");
    let page = app.post("/bien-tap/nguoi", Some(boss), &[("email", email), ("name", "Chủ"), ("role", "editor")]).text();
    let token = page.split("/loi-moi/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/loi-moi/{}", token.unwrap_or_else(|| panic!("{page}")))
}

fn enter(app: &TestApp, email: &str, word: &str, from: &str, device: Option<&str>) -> Reply {
    let escaped: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let body = format!("email={}&password={escaped}", email.replace('@', "%40"));
    let mut headers = vec![("x-forwarded-for", from), ("content-type", "application/x-www-form-urlencoded")];
    headers.extend(device.map(|device| ("cookie", device)));
    app.send("POST", "/dang-nhap", &headers, body.as_bytes())
}

#[test]
fn two_hundred_guesses_from_elsewhere_do_not_lock_the_owner_out() {
    let app = site();
    let home = "198.51.100.1";
    let first = enter(&app, "chu@htx.example", RIGHT, home, None);
    let device = first.cookie("__Host-dinh-may").expect("the device is remembered");
    let cookie = first.header("set-cookie").unwrap_or_default();
    assert!(cookie.contains("Secure; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(!device.contains("chu"), "the cookie names nobody: {device}");
    let statuses: Vec<u16> = (0..200)
        .map(|number| enter(&app, "chu@htx.example", "sai sai sai sai", &format!("203.0.{number}.7"), None).status)
        .collect();
    assert_eq!(statuses[..20], [401; 20]);
    let tried = statuses.iter().filter(|status| **status == 401).count();
    assert!(tried < 25, "{tried} guesses reached the password");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 200 - tried);

    let owner = enter(&app, "chu@htx.example", RIGHT, "192.0.2.200", Some(&device));
    assert_eq!(owner.status, 303, "at once, from wherever the device is now: {}", owner.text());
    let stranger = enter(&app, "chu@htx.example", RIGHT, home, None);
    assert_eq!(stranger.status, 429, "a right guess is worth nothing, either");
    let seconds: i64 = stranger.header("retry-after").and_then(|value| value.parse().ok()).expect("a time");
    assert!((1..=901).contains(&seconds), "{seconds}");
    let page = stranger.text();
    assert!(page.contains("Hãy thử lại sau") && page.contains("chu@htx.example"), "{page}");
    assert_eq!(enter(&app, "khac@htx.example", RIGHT, home, None).status, 303, "nobody else waits");
    let other = enter(&app, "khac@htx.example", RIGHT, home, None).cookie("__Host-dinh-may").expect("a device");
    assert_eq!(enter(&app, "chu@htx.example", RIGHT, home, Some(&other)).status, 429, "a device of somebody else");
    let forged = format!("{}0", &device[..device.len() - 1]);
    let forged = if forged == device { format!("{}1", &device[..device.len() - 1]) } else { forged };
    assert_eq!(enter(&app, "chu@htx.example", RIGHT, home, Some(&forged)).status, 429, "a forged one");
    let own: Vec<u16> = (0..12).map(|_| enter(&app, "chu@htx.example", "sai", home, Some(&device)).status).collect();
    assert_eq!((&own[..10], &own[10..]), (&[401; 10][..], &[429; 2][..]), "a stolen device is no way around");
}

#[test]
fn a_network_that_tries_one_password_on_many_accounts_waits() {
    let app = site();
    let statuses: Vec<u16> = (0..45)
        .map(|number| enter(&app, &format!("p{number}@htx.example"), "sai sai sai", "203.0.113.9", None).status)
        .collect();
    assert_eq!((&statuses[..40], &statuses[40..]), (&[401; 40][..], &[429; 5][..]));
    assert_eq!(enter(&app, "chu@htx.example", RIGHT, "203.0.113.10", None).status, 303);
}
