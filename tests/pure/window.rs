//! Windows over one simulated device: what `app/windows` and `app/saving` make of the lock, the fence and the channel. One
//! document, one field. Where one of those changes, this does.

mod answers;

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::path::SheetPath;
use onesheet::domain::row;
use onesheet::domain::value::Value;
use onesheet::keeping::log;
use onesheet::keeping::unconfirmed::Unconfirmed;
use onesheet::keeping::{COUNTER, Row, fence, line};
use onesheet::shelf::{Shelf, Write};

use self::answers::{Answer, Hold, Request};
use super::devices::{id, sheet_doc, template};
use super::store::{Lines, Store, rows};

pub fn field() -> SheetPath {
    SheetPath::ReviewWork()
}

/// What may happen next, in one of the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The page is opened: the document is being read.
    Open,
    /// It asks for the lock, if that is free.
    Ask,
    /// A key, in the one field.
    Type,
    /// The database answers its oldest request.
    Answer,
    /// The oldest message, or what became of the lock, is heard.
    Hear,
    /// “Edit here”.
    Steal,
    /// Nobody types: the log is folded.
    Rest,
    Close,
    /// The tab is killed, and what it had on its way is lost.
    Kill,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Manner {
    IfFree,
    Waiting,
    Stealing,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Message {
    Holds(u64),
    Kept(Vec<Row>),
    Held,
    Stolen,
}

/// An edit: under which holding it was typed (none: 0), and whether it is known to be kept.
#[derive(Clone, Debug, Hash)]
pub struct Typed {
    pub stamp: Stamp,
    pub holding: u64,
    pub is_kept: bool,
}

#[derive(Clone)]
pub struct Window {
    tab: Id,
    counter: u64,
    /// Nothing before it is read.
    pub document: Option<Document<SheetPath>>,
    typing: Option<String>,
    log: Vec<String>,
    unconfirmed: Unconfirmed,
    pending: usize,
    seat: Option<u64>,
    is_mine: bool,
    is_asking: bool,
    has_others: bool,
    /// Raised whenever the document is lost to another window: what was asked for before counts for nothing.
    turn: u32,
    answers: VecDeque<Answer>,
    inbox: VecDeque<Message>,
}

#[derive(Clone, Default)]
pub struct World {
    pub store: Store,
    pub lines: Lines,
    queue: VecDeque<(Id, Request)>,
    lock: Option<usize>,
    waiting: Option<usize>,
    pub windows: [Option<Window>; 2],
    openings: usize,
    pub typed: Vec<Typed>,
}

impl World {
    /// Whether something may happen in a window now.
    pub fn may(&self, at: usize, act: Act) -> bool {
        let Some(it) = &self.windows[at] else { return act == Act::Open };
        let is_read = it.document.is_some();
        match act {
            Act::Open => false,
            Act::Ask => is_read && !it.is_asking,
            Act::Type => is_read && it.is_mine,
            Act::Answer => !it.answers.is_empty() || self.queue.iter().any(|(tab, _)| *tab == it.tab),
            Act::Hear => !it.inbox.is_empty(),
            Act::Steal => is_read && !it.is_mine && it.seat.is_none() && self.lock != Some(at),
            Act::Rest => is_read && it.seat.is_some() && it.pending == 0 && it.unconfirmed.is_empty() && !it.log.is_empty(),
            Act::Close | Act::Kill => true,
        }
    }

    pub fn act(&mut self, at: usize, act: Act) {
        match act {
            Act::Open => self.open(at),
            Act::Ask => {
                self.mut_window(at).is_asking = true;
                match self.lock {
                    None => self.hold(at, Manner::IfFree),
                    Some(_) => self.follow_anew(at),
                }
            }
            Act::Type => self.type_in(at),
            Act::Answer => self.answer(at),
            Act::Hear => self.hear(at),
            Act::Steal => {
                if let Some(from) = self.lock {
                    self.mut_window(from).inbox.push_back(Message::Stolen);
                }
                self.waiting = self.waiting.filter(|it| *it != at);
                self.hold(at, Manner::Stealing);
            }
            Act::Rest => self.fold_log(at),
            Act::Close => self.leave(at),
            Act::Kill => {
                let tab = self.mut_window(at).tab.clone();
                self.queue.retain(|it| it.0 != tab);
                self.leave(at);
            }
        }
    }

    fn mut_window(&mut self, at: usize) -> &mut Window {
        self.windows[at].as_mut().unwrap()
    }

    fn ask(&mut self, at: usize, request: Request) {
        let tab = self.mut_window(at).tab.clone();
        self.queue.push_back((tab, request));
    }

    fn open(&mut self, at: usize) {
        self.openings += 1;
        self.windows[at] = Some(Window {
            tab: id(&format!("t{}", self.openings)),
            counter: self.store.number(Shelf::Meta, COUNTER),
            document: None,
            typing: None,
            log: Vec::new(),
            unconfirmed: Unconfirmed::default(),
            pending: 0,
            seat: None,
            is_mine: true,
            is_asking: false,
            has_others: self.windows[1 - at].is_some(),
            turn: 0,
            answers: VecDeque::new(),
            inbox: VecDeque::new(),
        });
        if let Some(other) = &mut self.windows[1 - at] {
            other.has_others = true;
        }
        self.read(at, None);
    }

    fn read(&mut self, at: usize, hold: Option<Hold>) {
        let lines = rows(&self.lines);
        let lines = self.mut_window(at).unconfirmed.late(lines);
        self.ask(at, Request::Read { lines, hold });
    }

    fn leave(&mut self, at: usize) {
        self.windows[at] = None;
        self.waiting = self.waiting.filter(|it| *it != at);
        self.release(at);
    }

    fn release(&mut self, at: usize) {
        if self.lock == Some(at) {
            self.lock = self.waiting.take();
            if let Some(next) = self.lock {
                self.mut_window(next).inbox.push_back(Message::Held);
            }
        }
    }

    fn hold(&mut self, at: usize, manner: Manner) {
        self.lock = Some(at);
        self.begin(at, manner);
    }

    fn begin(&mut self, at: usize, manner: Manner) {
        let turn = self.mut_window(at).turn;
        self.ask(at, Request::Begin { manner, turn });
    }

    fn follow(&mut self, at: usize) {
        let window = self.mut_window(at);
        (window.seat, window.is_mine, window.turn) = (None, false, window.turn + 1);
        window.unconfirmed.detach();
        self.waiting = Some(at);
        self.release(at);
        if self.lock.is_none() {
            (self.lock, self.waiting) = (Some(at), None);
            self.mut_window(at).inbox.push_back(Message::Held);
        }
    }

    /// As `follow`: what was said while the document was read here was not heard.
    fn follow_anew(&mut self, at: usize) {
        self.follow(at);
        self.read(at, None);
    }

    fn type_in(&mut self, at: usize) {
        let text = (self.typed.len() + 1).to_string();
        let window = self.mut_window(at);
        window.counter += 1;
        let stamp = Stamp { counter: window.counter, device: id("aa"), tab: window.tab.clone() };
        let edit = Edit { path: field(), value: Some(Value::Text(text)), stamp: stamp.clone() };
        let new = log::key(&sheet_doc(), window.counter, window.tab.as_str());
        // Only who holds the document goes over a row.
        window.typing = window.typing.take().filter(|_| window.seat.is_some());
        let key = window.typing.get_or_insert(new).clone();
        if window.log.last() != Some(&key) {
            window.log.push(key.clone());
        }
        let row = row::of_edit(&edit);
        window.document.as_mut().unwrap().fold(edit);
        let holding = window.seat.unwrap_or(0);
        self.typed.push(Typed { stamp, holding, is_kept: false });
        self.keep(at, vec![(key, row)]);
    }

    fn keep(&mut self, at: usize, rows: Vec<Row>) {
        rows.iter().for_each(|(key, text)| _ = self.lines.insert(key.clone(), line::of(text)));
        self.send(at, rows);
    }

    fn send(&mut self, at: usize, rows: Vec<Row>) {
        let window = self.mut_window(at);
        let number = window.unconfirmed.issue(&rows);
        window.pending += 1;
        let fence = window.seat.filter(|_| !rows.is_empty()).map(|it| fence::still_mine(&sheet_doc(), it));
        let puts = rows.iter().map(|(key, text)| Write::Put(Shelf::Edits, key.clone(), text.clone()));
        let counter = Write::Put(Shelf::Meta, COUNTER.to_owned(), window.counter.to_string());
        let batch = fence.into_iter().chain(puts).chain([counter]).collect();
        self.ask(at, Request::Rows { number, rows, batch });
    }

    fn again(&mut self, at: usize) {
        let rows = self.mut_window(at).unconfirmed.rows();
        self.send(at, rows);
    }

    fn fold_log(&mut self, at: usize) {
        let window = self.mut_window(at);
        window.typing = None;
        let (keys, counter) = (std::mem::take(&mut window.log), window.counter);
        let document = window.document.as_ref().unwrap();
        let mut batch = log::folded(&sheet_doc(), document, keys, counter);
        batch.insert(0, fence::still_mine(&sheet_doc(), window.seat.unwrap()));
        self.ask(at, Request::Fold(batch));
    }

    fn say(&mut self, at: usize, message: Message) {
        if let Some(other) = &mut self.windows[1 - at] {
            other.inbox.push_back(message);
        }
    }

    fn hear(&mut self, at: usize) {
        let window = self.windows[at].as_mut().unwrap();
        match window.inbox.pop_front().unwrap() {
            Message::Holds(number) if window.is_mine && window.seat < Some(number) => self.follow(at),
            Message::Holds(_) => {}
            Message::Stolen => self.follow_anew(at),
            Message::Held => self.begin(at, Manner::Waiting),
            Message::Kept(rows) => {
                let Some(document) = &mut window.document else { return };
                for (_, text) in rows {
                    let edit = edit(&text);
                    window.counter = window.counter.max(edit.stamp.counter);
                    document.fold(edit);
                }
            }
        }
    }

    /// What the device holds: the next window to open will show it.
    pub fn on_disk(&self) -> Document<SheetPath> {
        log::fold(self.store.stored(&sheet_doc()), &sheet_doc(), &rows(&self.lines), template()).unwrap().document
    }

    /// Whether whoever made an edit can still tell of it.
    pub fn is_there(&self, tab: &Id) -> bool {
        self.windows.iter().flatten().any(|it| it.tab == *tab)
    }
}

fn edit(row: &str) -> Edit<SheetPath> {
    row::to_edit(row, template()).unwrap()
}

impl Hash for Window {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let standing = self.document.as_ref().map(|it| it.register(&field()).map(|it| &it.standing.stamp));
        (&self.tab, self.counter, standing, &self.typing, &self.log, self.unconfirmed.rows()).hash(to);
        (self.pending, self.seat, self.is_mine, self.is_asking, self.has_others, self.turn, &self.answers, &self.inbox)
            .hash(to);
    }
}

impl Hash for World {
    fn hash<H: Hasher>(&self, to: &mut H) {
        (&self.store, &self.lines, &self.queue, self.lock, self.waiting, &self.windows, &self.typed).hash(to);
    }
}
