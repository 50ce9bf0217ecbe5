//! Other windows of head office: what one of them keeps, the others read before they answer again, and so before they write. Two of
//! them that write at one sheet would otherwise each keep a row without what the other wrote.

use std::cell::Cell;
use std::rc::Rc;

use crate::browser::channel::Channel;

const CHANNEL: &str = "onesheet-office";

/// What is heard of the others, and told to them.
pub(in crate::desk) struct Windows {
    channel: Channel,
    is_behind: Rc<Cell<bool>>,
}

impl Default for Windows {
    fn default() -> Self {
        let is_behind = Rc::new(Cell::new(false));
        let heard = is_behind.clone();
        Self { channel: Channel::open(CHANNEL, move |_| heard.set(true)), is_behind }
    }
}

impl Windows {
    /// Whether another has kept something since this was last asked.
    pub fn is_behind(&self) -> bool {
        self.is_behind.take()
    }

    /// The same, which stays to be asked.
    pub fn have_kept(&self) -> bool {
        self.is_behind.get()
    }

    /// This one is behind itself.
    pub fn fall_behind(&self) {
        self.is_behind.set(true);
    }

    /// Tells the others that something was kept.
    pub fn tell(&self) {
        self.channel.say(&[]);
    }
}
