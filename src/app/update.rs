//! Changing over to a new build. public/offline.js finds it, offers it and changes over; here is only what comes before.

use super::session::Session;
use crate::browser::page;

impl Session {
    /// Has everything brought down to the disk; the change follows once it is there.
    pub fn take_update(self) {
        self.left();
        page::mark("data-update", "take");
    }
}
