//! The shape of the text table: one field for every word, so that a language cannot miss one.

/// The words of one language.
pub struct Labels {
    /// Home
    pub home: &'static str,
    /// Sections
    pub menu: &'static str,
    /// Skip to content
    pub skip: &'static str,
    /// Breadcrumb
    pub breadcrumb: &'static str,
    /// Side information
    pub side_blocks: &'static str,
    /// Top stories
    pub top_stories: &'static str,
    /// Nothing has been published yet.
    pub nothing_published: &'static str,
    /// page
    pub page: &'static str,
    /// Pages
    pub pages: &'static str,
    /// Newer
    pub newer: &'static str,
    /// Older
    pub older: &'static str,
    /// Published
    pub published: &'static str,
    /// Updated
    pub changed: &'static str,
    /// min read
    pub minutes: &'static str,
    /// In this article
    pub contents: &'static str,
    /// Attachments
    pub attachments: &'static str,
    /// More in this section
    pub related: &'static str,
    /// Reads
    pub reads: &'static str,
    /// Notices
    pub notices: &'static str,
    /// There are no notices now.
    pub no_notices: &'static str,
    /// until
    pub until: &'static str,
    /// Linked sites
    pub linked_sites: &'static str,
    /// Editors' sign-in
    pub sign_in: &'static str,
    /// Go to the home page
    pub to_home: &'static str,
    /// Words about severities.
    pub severities: Severities,
    /// Words about counter.
    pub counter: Counter,
    /// Words about poll.
    pub poll: Poll,
    /// Words about footer.
    pub footer: Footer,
    /// Words about tools.
    pub tools: Tools,
    /// Words about errors.
    pub errors: Errors,
    /// Words about problems.
    pub problems: Problems,
    /// How the figures are made: a title and a paragraph each.
    pub stats_rules: &'static [(&'static str, &'static str)],
    /// Decimal and thousands signs.
    pub signs: Signs,
}

/// How numbers are written.
pub struct Signs {
    /// Between whole and broken part.
    pub decimal: char,
    /// Between thousands.
    pub thousands: char,
}

/// Words about severities.
pub struct Severities {
    /// For information
    pub info: &'static str,
    /// Important
    pub important: &'static str,
    /// Urgent
    pub urgent: &'static str,
}

/// Words about counter.
pub struct Counter {
    /// Visitor figures
    pub title: &'static str,
    /// Online
    pub online: &'static str,
    /// Today
    pub today: &'static str,
    /// Yesterday
    pub yesterday: &'static str,
    /// This week
    pub week: &'static str,
    /// All
    pub all: &'static str,
    /// How we count
    pub how: &'static str,
    /// Figure
    pub figure: &'static str,
    /// Visitor-days
    pub value: &'static str,
}

/// Words about poll.
pub struct Poll {
    /// Poll
    pub title: &'static str,
    /// Take part
    pub take_part: &'static str,
    /// Vote
    pub vote: &'static str,
    /// See the result
    pub see_result: &'static str,
    /// Back to the ballot
    pub back: &'static str,
    /// Your vote is counted. Thank you.
    pub counted: &'static str,
    /// This poll is closed.
    pub closed: &'static str,
    /// Result
    pub result: &'static str,
    /// Ballots
    pub total: &'static str,
    /// Open poll: one vote per browser; not a representative survey.
    pub level: &'static str,
    /// votes
    pub votes: &'static str,
    /// Choose an answer before you vote.
    pub choose_first: &'static str,
}

/// Words about footer.
pub struct Footer {
    /// Owning body
    pub owner: &'static str,
    /// Licence
    pub licence: &'static str,
    /// Responsible
    pub responsible: &'static str,
    /// Address
    pub address: &'static str,
    /// Telephone
    pub telephone: &'static str,
    /// E-mail
    pub email: &'static str,
    /// Repair broken text
    pub repair: &'static str,
}

/// Words about tools.
pub struct Tools {
    /// Display
    pub title: &'static str,
    /// System theme
    pub system: &'static str,
    /// Light theme
    pub light: &'static str,
    /// Dark theme
    pub dark: &'static str,
    /// High contrast
    pub contrast: &'static str,
    /// Normal text
    pub normal: &'static str,
    /// Large text
    pub large: &'static str,
}

/// Words about errors.
pub struct Errors {
    /// This page cannot be shown
    pub title: &'static str,
    /// There is no such page, or it was taken down.
    pub not_found: &'static str,
    /// You need to sign in.
    pub sign_in: &'static str,
    /// You may not do this.
    pub denied: &'static str,
    /// Some fields cannot be taken; see the notes below.
    pub invalid: &'static str,
    /// Somebody saved first. What you wrote is still here; nothing was overwritten.
    pub stale: &'static str,
    /// The store of files does not answer.
    pub away: &'static str,
    /// The server has no room left.
    pub full: &'static str,
    /// This browser has voted already; one vote per browser.
    pub already_voted: &'static str,
    /// The poll is closed, so the vote is not counted.
    pub poll_closed: &'static str,
    /// Too many requests. Please try again later.
    pub too_many: &'static str,
    /// The server failed. Code
    pub internal: &'static str,
    /// No answer from the server. Check the connection and try again.
    pub network: &'static str,
}

/// Words about problems.
pub struct Problems {
    /// This field is needed.
    pub missing: &'static str,
    /// This is too long.
    pub too_long: &'static str,
    /// This is not of the right form.
    pub malformed: &'static str,
    /// The file is too large.
    pub too_large: &'static str,
    /// This kind of file is not taken.
    pub wrong_kind: &'static str,
    /// Too few: a poll needs two options, a password 12 characters.
    pub too_few: &'static str,
    /// Somebody voted, so the options cannot change.
    pub frozen: &'static str,
    /// The text holds parts that are not understood, so it cannot be published.
    pub unknown_parts: &'static str,
}
