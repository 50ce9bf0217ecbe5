//! Who waits to be drawn. The first input need not wait for the whole page: goals and the opened module are drawn at once,
//! the rest a moment later or one by one, so that a key can come between.

use crate::app::live::Live;
use crate::browser::lifecycle;
use crate::domain::progress::Module;
use crate::ui::el::El;

/// Whose turn it is, in the order of `Module::ALL`.
#[derive(Clone, Copy)]
pub struct Turn(Live<usize>);

/// Milliseconds before the next module is drawn: long enough for a key that waits.
const BETWEEN: u32 = 8;

impl Turn {
    /// Begins with the first module.
    pub fn begin() -> Self {
        let turn = Self(Live::new(0));
        turn.next();
        turn
    }

    /// Whether a module's turn has come; watches until it has.
    pub fn has_come(self, module: Module) -> bool {
        let place = Module::ALL.iter().position(|it| *it == module).unwrap_or_default();
        self.0.get() >= place
    }

    fn next(self) {
        lifecycle::later(BETWEEN, move || {
            if let Some(now) = self.0.try_get().filter(|it| *it + 1 < Module::ALL.len()) {
                self.0.set(now + 1);
                self.next();
            }
        });
    }
}

impl El {
    /// What is inside comes so many milliseconds later.
    pub fn soon(self, milliseconds: u32, inside: impl Fn() -> Vec<El> + 'static) -> Self {
        let is_due = Live::new(false);
        lifecycle::later(milliseconds, move || is_due.set(true));
        self.parts(move || if is_due.get() { inside() } else { Vec::new() })
    }
}
