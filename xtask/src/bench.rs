//! `cargo xtask bench`: speed and size of what is shipped, each against a limit measured in the same run.

mod backup;
mod editing;
mod paint;
mod product;
mod rate;
mod start;
mod table;

use std::fs;
use std::process::ExitCode;

use crate::http;
use crate::paths::{Paths, Result};
use crate::process::cargo;
use product::Product;
use table::Line;

const GROUPS: [&str; 6] = ["text", "start", "rate", "paint", "backup", "editing"];

/// Measures every group, or those named. Fails when a limit is missed.
pub fn run(paths: &Paths, names: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = names.iter().find(|name| !GROUPS.contains(&name.as_str())) {
        return Err(format!("bench does not know {unknown:?}; it measures {}", GROUPS.join(", ")));
    }
    let wanted = |group: &str| names.is_empty() || names.iter().any(|name| name == group);
    let text = !wanted("text") || text(paths)?;
    if !GROUPS[1..].iter().any(|group| wanted(group)) {
        return Ok(if text { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let product = Product::build(paths)?;
    let article = newest_article(&product)?;
    let mut lines = Vec::new();
    if wanted("start") {
        lines.extend(start::measure(&product, &article)?);
    }
    if wanted("rate") {
        lines.extend(rate::measure(paths, &product, &article)?);
    }
    if wanted("paint") {
        lines.extend(paint::measure(paths, &product, &article)?);
    }
    if wanted("backup") {
        lines.extend(backup::measure(paths, &product)?);
    }
    if wanted("editing") {
        lines.extend(editing::measure(paths, &product)?);
    }
    report(paths, &article, &lines)?;
    Ok(if text && lines.iter().all(|line| line.good) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The repair of text, which the crate measures by itself; says whether it keeps its limits.
fn text(paths: &Paths) -> Result<bool> {
    let mut bench = cargo(paths);
    bench.args(["bench", "--package", "vietnamese", "--bench", "throughput"]);
    let status = bench.status().map_err(|problem| format!("cargo: {problem}"))?;
    Ok(status.success())
}

/// The article that the home page leads with.
fn newest_article(product: &Product) -> Result<String> {
    let home = http::get(&product.start(false)?.address, "/")?.body;
    let text = String::from_utf8_lossy(&home).into_owned();
    let place = text.find("href=\"/bai-viet/").ok_or("the home page links to no article")?;
    Ok(text[place..].split('"').nth(1).unwrap_or_default().to_owned())
}

fn report(paths: &Paths, article: &str, lines: &[Line]) -> Result<()> {
    let rows: Vec<String> = lines.iter().map(Line::to_string).collect();
    let table = format!("`{article}`\n\n| what | figure | limit | |\n|---|---|---|---|\n{}\n", rows.join("\n"));
    print!("\n{table}");
    let file = paths.repo.join("target/bench/table.md");
    fs::write(&file, table).map_err(|problem| format!("{}: {problem}", file.display()))
}
