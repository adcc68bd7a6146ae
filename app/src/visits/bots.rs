//! Requests that are no reader's, each with the rule that says so.

/// Words by which crawlers, previewers and libraries name themselves (lower case).
/// The list follows the families of monperrus/crawler-user-agents; what it misses still needs a beacon sent by a page
/// that ran for a second, which most crawlers never do.
const WORDS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "headless",
    "lighthouse",
    "pagespeed",
    "preview",
    "facebookexternalhit",
    "zalo-",
    "whatsapp",
    "telegram",
    "curl/",
    "wget/",
    "python",
    "java/",
    "okhttp",
    "go-http",
    "libwww",
    "httpclient",
    "axios",
    "node-fetch",
    "phantom",
    "selenium",
    "scrapy",
    "monitor",
    "uptime",
    "feedfetch",
    "archive",
    "scan",
];

/// The rule by which a request with these headers is not counted, or none for an ordinary browser.
pub fn rule(agent: &str, languages: bool, prefetch: bool) -> Option<&'static str> {
    if prefetch {
        return Some("prefetch");
    }
    if agent.is_empty() {
        return Some("no agent");
    }
    let lower = agent.to_lowercase();
    if let Some(word) = WORDS.iter().find(|word| lower.contains(**word)) {
        return Some(word);
    }
    // Every browser that runs a page sends its languages; a script that replays a beacon seldom does.
    if languages { None } else { Some("no languages") }
}

#[cfg(test)]
mod tests {
    //! Known names on both sides of the line.
    use super::rule;

    #[test]
    fn browsers_count_and_machines_do_not() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(rule(chrome, true, false), None);
        assert_eq!(rule("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", true, false), None);
        assert_eq!(rule(chrome, false, false), Some("no languages"));
        assert_eq!(rule(chrome, true, true), Some("prefetch"));
        assert_eq!(rule("", true, false), Some("no agent"));
        for machine in ["Googlebot/2.1", "HeadlessChrome/140", "curl/8.0", "python-requests/2", "coccocbot-web/1.0"] {
            assert!(rule(machine, true, false).is_some(), "{machine}");
        }
    }
}
