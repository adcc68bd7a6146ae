//! How soon the server answers, and how much memory it holds when nothing happens.

use std::thread::sleep;
use std::time::Duration;

use super::product::Product;
use super::table::{Line, median};
use crate::http;
use crate::paths::Result;
use crate::stage::stage;

const ROUNDS: usize = 7;
const START: f64 = 300.0;
const MEMORY: f64 = 60.0;
/// Jobs that run after the start have run by then.
const IDLE: Duration = Duration::from_secs(5);
/// Enough pages for every cache inside to be filled.
const PAGES: usize = 500;

/// Measures starts, and the memory before and after pages were read.
pub fn measure(product: &Product, article: &str) -> Result<Vec<Line>> {
    stage("start and memory", || {
        let mut starts = Vec::new();
        for _ in 0..ROUNDS {
            starts.push(product.start(false)?.started_in.as_secs_f64() * 1000.0);
        }
        let running = product.start(false)?;
        sleep(IDLE);
        let idle = running.memory()?;
        for _ in 0..PAGES {
            http::get(&running.address, article)?;
        }
        sleep(IDLE);
        let later = running.memory()?;
        // The kernel counts in KiB.
        let megabytes = |kibibytes: u64| f64::from(u32::try_from(kibibytes).unwrap_or(u32::MAX)) * 1.024 / 1000.0;
        Ok(vec![
            Line::at_most("start to the first answer", median(&starts), START, "ms"),
            Line::at_most("memory, idle after the start", megabytes(idle), MEMORY, "MB"),
            Line::at_most("memory, idle after 500 pages", megabytes(later), MEMORY, "MB"),
        ])
    })
}
