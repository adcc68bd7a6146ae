//! Requests per second of an article page, against the same page without data and against a bare handler.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::product::{Product, Running, command, free_address};
use super::table::{Line, median};
use crate::http;
use crate::paths::{Paths, Result};
use crate::process::{cargo, run, run_quietly};
use crate::setup;
use crate::stage::stage;

/// The processor of the one who asks.
const ASKING_CORE: &str = "1";
const ROUNDS: usize = 5;
const SECONDS: &str = "4s";
const CONNECTIONS: &str = "16";
/// Of the page without data, in percent.
const OF_PAGE: f64 = 50.0;
/// Of the bare handler, in percent.
const OF_BARE: f64 = 1.5;

/// Measures the three in turns, each alone on one processor.
pub fn measure(paths: &Paths, product: &Product, article: &str) -> Result<Vec<Line>> {
    setup::package("wrk", "wrk")?;
    let dinh = product.start(true)?;
    let yardstick = stage("build the yardstick", || build_yardstick(paths))?;
    let html = http::get(&dinh.address, article)?.body;
    let saved = paths.repo.join("target/bench/article.html");
    std::fs::write(&saved, &html).map_err(|problem| format!("{}: {problem}", saved.display()))?;
    let bare = yardstick_server(&yardstick, "bare", None)?;
    let page = yardstick_server(&yardstick, "page", Some(&saved))?;
    let sizes = [html.len(), http::get(&page.address, "/")?.body.len()];
    // The renderer's marks apart it is the same page; otherwise the comparison says nothing.
    if sizes[1] * 10 < sizes[0] * 9 || sizes[1] > sizes[0] * 11 / 10 {
        return Err(format!("the page without data has {} bytes, the article {}", sizes[1], sizes[0]));
    }
    let mut rates = [const { Vec::new() }; 4];
    stage("requests per second", || {
        for _ in 0..ROUNDS {
            for (rates, (url, encoding)) in rates.iter_mut().zip([
                (dinh.url(article), "identity"),
                (page.url("/"), "identity"),
                (bare.url("/"), "identity"),
                (dinh.url(article), "br"),
            ]) {
                rates.push(requests_per_second(&url, encoding)?);
            }
        }
        Ok(())
    })?;
    let ratio = |other: usize| -> Vec<f64> {
        rates[0].iter().zip(&rates[other]).map(|(own, other)| own / other * 100.0).collect()
    };
    let [own, data_less, bare, packed] = [0, 1, 2, 3].map(|place| median(&rates[place]));
    Ok(vec![
        Line::at_least("article, of the same page without data", median(&ratio(1)), OF_PAGE, "%"),
        Line::at_least("article, of a bare axum handler", median(&ratio(2)), OF_BARE, "%"),
        Line::known("article, one core", own, "req/s"),
        Line::known("article packed with brotli, one core", packed, "req/s"),
        Line::known("page without data, one core", data_less, "req/s"),
        Line::known("bare axum handler, one core", bare, "req/s"),
    ])
}

fn build_yardstick(paths: &Paths) -> Result<PathBuf> {
    let mut build = cargo(paths);
    run(build.args(["build", "--release", "--package", "yardstick", "--target-dir"]).arg(&paths.shared))?;
    Ok(paths.shared.join("release/yardstick"))
}

fn yardstick_server(binary: &Path, kind: &str, page: Option<&Path>) -> Result<Running> {
    let address = free_address()?;
    let mut command = command(binary, true);
    command.args([kind, &address]).args(page);
    Running::start(command, address, "/")
}

fn requests_per_second(url: &str, encoding: &str) -> Result<f64> {
    let mut wrk = Command::new("taskset");
    wrk.args(["-c", ASKING_CORE, "wrk", "-t1", "-c", CONNECTIONS, "-d", SECONDS, "-H"]);
    let text = run_quietly(wrk.arg(format!("Accept-Encoding: {encoding}")).arg(url))?;
    parse(&text).ok_or_else(|| format!("wrk measured nothing of use:\n{text}"))
}

/// The rate in wrk's report; none when a part of the answers were errors.
fn parse(report: &str) -> Option<f64> {
    if report.contains("Non-2xx") || report.contains("Socket errors") {
        return None;
    }
    report.lines().find_map(|line| line.strip_prefix("Requests/sec:")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_with_errors_is_no_measurement() {
        assert_eq!(parse("Requests/sec:   1234.50\nTransfer/sec: 1MB"), Some(1234.5));
        assert_eq!(parse("  Non-2xx or 3xx responses: 3\nRequests/sec: 9.0"), None);
        assert_eq!(parse(""), None);
    }
}
