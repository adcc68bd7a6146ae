//! The saved text of a portal's article page: breadcrumb, title, date line, lead, body, and the blocks around it.

use app::time::Day;
use prose::{Block, Document};
use vietnamese::repair::repair;

use super::entry::Entry;
use super::{ImportError, Report, citations};

/// Labels of the blocks after the article, in the order in which such pages print them.
pub const BLOCKS: [&str; 7] = [
    "File đính kèm:",
    "Tin khác",
    "VĂN BẢN MỚI",
    "Thông báo",
    "Website liên kết",
    "Thăm dò dư luận",
    "Thống kê truy cập",
];

fn not_a_page(what: &str) -> ImportError {
    ImportError::page(format!("this is not a saved article page: {what}"))
}

/// Reads the page and notes in the report what it has, lacks and leaves in doubt.
///
/// # Errors
/// Text without breadcrumb, title or date line.
pub fn parse(text: &str, report: &mut Report) -> Result<Entry, ImportError> {
    let repair = repair(text);
    report.repaired.extend(repair.changes.into_iter().map(|change| (change.before, change.after)));
    let lines: Vec<String> = repair.text.lines().map(str::to_owned).collect();
    let head: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).take(3).collect();
    let [crumbs, title, dated] = head[..] else {
        return Err(not_a_page("it has fewer than three lines"));
    };
    let section = crumbs
        .strip_prefix("Trang chủ")
        .map(str::trim)
        .filter(|section| !section.is_empty())
        .ok_or_else(|| not_a_page("its first line is no breadcrumb (\"Trang chủ …\")"))?;
    let (date, reads) = date_line(dated)
        .ok_or_else(|| not_a_page("its third line is no \"Đăng ngày: (dd-mm-yyyy); Số lượt đọc: N\""))?;
    let start = lines.iter().position(|line| line.trim() == dated).unwrap_or(0) + 1;
    let end = lines.iter().position(|line| line.trim() == BLOCKS[0]).unwrap_or(lines.len());
    if end <= start {
        return Err(not_a_page("it has no text after its date line"));
    }
    let (lead, body) = article(&lines[start..end], report);
    let around = around(&lines[end..], report);
    report.found.extend([
        ("section", section.to_owned()),
        ("title", title.to_owned()),
        ("date", date.short()),
        ("reads on the old site", reads.to_string()),
        ("byline", around.byline_name.clone()),
        ("office", around.byline_office.clone()),
    ]);
    contradictions(reads, &around, report);
    citations::tell(title, &lead, &body, report);
    Ok(Entry {
        section: Some(section.to_owned()),
        title: title.to_owned(),
        date: Some(date),
        reads: Some(reads),
        lead,
        body,
        visits_all: around.visits_all(),
        byline_name: around.byline_name,
        byline_office: around.byline_office,
        poll_question: around.poll_question,
        ..Entry::default()
    })
}

/// `Đăng ngày: (31-05-2019); Số lượt đọc: 765`
pub fn date_line(line: &str) -> Option<(Day, i64)> {
    let (date, rest) = line.strip_prefix("Đăng ngày: (")?.split_once(')')?;
    let reads = rest.split_once("Số lượt đọc:")?.1.trim().parse().ok()?;
    Some((Day::parse_vietnamese(date)?, reads))
}

/// A short line without closing punctuation that starts with a number: the heading of a portal without headings.
pub fn is_heading(line: &str) -> bool {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    (1..=2).contains(&digits) && rest.starts_with(". ") && line.chars().count() < 200
}

fn is_caption(line: &str) -> bool {
    !line.starts_with("- ")
        && !is_heading(line)
        && line.chars().count() < 200
        && !line.ends_with(['.', ':', ';', ',', '!', '?'])
}

/// Lead and body. The caption line is the short one right under the lead, where the portal printed its picture.
fn article(lines: &[String], report: &mut Report) -> (String, Document) {
    let mut lines = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).peekable();
    let lead = lines.next().unwrap_or_default().to_owned();
    if !lead.ends_with(['.', '!', '?', '…', '”', ':']) {
        report.doubtful.push(format!("the lead breaks off: \"… {}\"", tail(&lead)));
    }
    let mut blocks = Vec::new();
    let (mut headings, mut items) = (0, 0);
    if let Some(caption) = lines.next_if(|line| is_caption(line)) {
        report.found.push(("figure caption", caption.to_owned()));
        report.missing.push("the picture above its caption".into());
        blocks.push(Block::caption_figure(caption));
    }
    let mut list: Vec<String> = Vec::new();
    for line in lines {
        if let Some(item) = line.strip_prefix("- ") {
            items += 1;
            list.push(item.trim().to_owned());
            continue;
        }
        if !list.is_empty() {
            blocks.push(Block::bullets(std::mem::take(&mut list)));
        }
        if is_heading(line) {
            headings += 1;
            blocks.push(Block::heading(2, line));
        } else {
            // "./." closes an official text on paper; here the text simply ends.
            let line = line.strip_suffix("./.").map_or(line.to_owned(), |line| format!("{line}."));
            blocks.push(Block::paragraph(line));
        }
    }
    if !list.is_empty() {
        blocks.push(Block::bullets(list));
    }
    report.found.extend([
        ("headings", headings.to_string()),
        ("list items", items.to_string()),
        ("blocks of text", blocks.len().to_string()),
    ]);
    (lead, Document::new(blocks))
}

pub fn tail(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(4)..].join(" ")
}

/// What stood around the article.
#[derive(Default)]
pub struct Around {
    pub byline_name: String,
    pub byline_office: String,
    pub poll_question: Option<String>,
    visits: Vec<(String, i64)>,
}

impl Around {
    /// The old site's visits since it began.
    pub fn visits_all(&self) -> Option<i64> {
        self.visits.iter().find(|(name, _)| name == "tất cả").map(|(_, value)| *value)
    }
}

/// What stands after the article. The byline is printed under the label of the attachments.
pub fn around(lines: &[String], report: &mut Report) -> Around {
    let mut found = Around::default();
    for (place, label) in BLOCKS.iter().enumerate() {
        let Some(start) = lines.iter().position(|line| line.trim() == *label) else {
            report.empty.push(format!("block \"{label}\""));
            continue;
        };
        let next = &BLOCKS[place + 1..];
        let end = lines[start + 1..].iter().position(|line| next.contains(&line.trim()));
        let end = end.map_or(lines.len(), |end| start + 1 + end);
        let content: Vec<&str> =
            lines[start + 1..end].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        match (*label, content.as_slice()) {
            ("File đính kèm:", [.., byline]) if byline.contains(" - ") => {
                let (name, office) = byline.split_once(" - ").unwrap_or((byline, ""));
                (found.byline_name, found.byline_office) = (name.trim().to_owned(), office.trim().to_owned());
                report.empty.push(format!("files under \"{label}\""));
            }
            ("Thăm dò dư luận", [question, options @ ..]) => {
                found.poll_question = Some((*question).to_owned());
                report.found.push(("poll question", (*question).to_owned()));
                if options.is_empty() {
                    report.empty.push("options of the poll; it is kept as a draft".into());
                }
            }
            ("Thống kê truy cập", counts) => found.visits = counts.iter().filter_map(|line| count(line)).collect(),
            (_, []) => report.empty.push(format!("entries under \"{label}\"")),
            (_, entries) => report.doubtful.push(format!("{} lines under \"{label}\" were not read", entries.len())),
        }
    }
    report.found.extend(found.visits.iter().map(|(_, value)| ("visitor figure", value.to_string())));
    found
}

/// `tuần này 17`
fn count(line: &str) -> Option<(String, i64)> {
    let (name, value) = line.rsplit_once(' ')?;
    Some((name.trim().to_lowercase(), value.replace('.', "").parse().ok()?))
}

/// Figures of the old site that cannot all be true; they are kept as they were printed, and never added to ours.
pub fn contradictions(reads: i64, around: &Around, report: &mut Report) {
    let figure = |name: &str| around.visits.iter().find(|(label, _)| label == name).map(|(_, value)| *value);
    let (online, today, all) = (figure("trực tuyến"), figure("ngày hôm nay"), figure("tất cả"));
    if let (Some(online), Some(today)) = (online, today)
        && online > today
    {
        report.doubtful.push(format!("{online} visitors online, {today} today"));
    }
    if let Some(all) = all
        && reads > all
    {
        report.doubtful.push(format!("{reads} reads of one article, {all} visits ever"));
    }
}
