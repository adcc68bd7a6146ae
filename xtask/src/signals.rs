//! Ctrl-C and SIGTERM are noted instead of ending this process, so that it outlives its
//! children and cleans up after them.

use std::io::IsTerminal;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::paths::Result;
use crate::process::ask_to_end;

/// Which signals have come.
pub struct Signals {
    interrupt: Arc<AtomicBool>,
    terminate: Arc<AtomicBool>,
}

impl Signals {
    /// From now on signals are noted.
    pub fn note() -> Result<Self> {
        let note = |signal| {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&flag))
                .map(|_| flag)
                .map_err(|problem| format!("no signal handler: {problem}"))
        };
        Ok(Self { interrupt: note(SIGINT)?, terminate: note(SIGTERM)? })
    }

    /// Whether this process was asked to end.
    pub fn came(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) || self.terminate.load(Ordering::Relaxed)
    }

    /// Asks a child to end, too. Ctrl-C reaches it by itself: the terminal sends it to both.
    pub fn pass_on(&self, child: &Child) -> Result<()> {
        if std::io::stdin().is_terminal() && !self.terminate.load(Ordering::Relaxed) {
            return Ok(());
        }
        ask_to_end(child)
    }
}
