//! How far a long import is: a bar on a terminal, plain lines otherwise.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar, where somebody can see it.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins with nothing of `total` done.
    pub fn start(total: usize) -> Self {
        let shown = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {elapsed}, {eta} left") {
                bar.set_style(style);
            }
            bar
        });
        Self(shown)
    }

    /// One more is done; `say` prints its line, above the bar.
    pub fn step(&self, say: impl FnOnce()) {
        match &self.0 {
            Some(bar) => {
                bar.suspend(say);
                bar.inc(1);
            }
            None => say(),
        }
    }

    /// All is done.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
