//! Cuts: a page types over a simulated device, and at every step of the device the tab is killed, the browser is killed, or the
//! power goes. What is read afterwards is what was typed up to some moment; nothing that was confirmed is missing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use onesheet::domain::edit::Doc;
use onesheet::domain::fold::Document;
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::undo::Undo;
use onesheet::domain::value::Value;
use onesheet::keeping::{Row, line};
use onesheet::shelf::{Durability, Shelf, Write};

use super::cuts::{Cut, Disk, Kept, Left, Typed};
use super::devices::{MANAGER, PATHS, id, sheet_doc, value_at};
use super::page::{By, Page, read};
use super::seeds::{self, Dice};
use super::store::{Batch, Device, Lines, Step, rows};

/// Keys after which a log is folded here: scripts are short.
const LONG: usize = 4;
/// How long the checksum of a line is.
const SUM: usize = 8;

/// The sheet that is open, and another that is written without opening it.
fn docs() -> [Doc; 2] {
    [sheet_doc(), Doc::Sheet(id(MANAGER), "2026-W47".parse().unwrap())]
}

/// A life of a device: pages type, and each is cut off.
struct Life<'a> {
    dice: &'a mut Dice,
    typed: [Typed; 2],
    /// Where an edit's row stands in `typed`.
    rows: HashMap<String, (usize, usize)>,
    /// The database refuses now and then: what it refuses comes later than what it takes.
    refuses: bool,
    /// After how many steps a field had been left and all was complete, and which edits the page had made.
    left: Vec<(usize, [Range<usize>; 2])>,
    cuts: usize,
}

impl Life<'_> {
    /// A page is opened and typed in, one of several ways.
    fn live(&mut self, device: &mut Device, tab: &str) {
        let [doc, closed] = docs();
        let mut page = Page::open(device, &doc, tab);
        for _ in 0..self.dice.within(2, 6) {
            let path = SheetPath::parse(PATHS[self.dice.below(PATHS.len())]).unwrap();
            let pick = self.dice.below(5) as u8;
            match self.dice.below(12) {
                0..=4 if path.kind() == Kind::Text => {
                    for keys in 1..=self.dice.within(1, 3) {
                        let text = Value::Text("周会铺货".chars().take(keys).collect());
                        page.change(device, vec![(path.clone(), Some(text))], By::Typing);
                        self.wait(&mut page, device, 30);
                    }
                }
                5 => page.step(device, Undo::undo),
                6 => page.step(device, Undo::redo),
                7 => page.write_closed(device, &closed, vec![(path.clone(), value_at(&path, pick))]),
                8 => page.leave(device),
                9 => page.rest(device, LONG),
                _ => page.change(device, vec![(path.clone(), value_at(&path, pick))], By::Choice),
            }
            self.wait(&mut page, device, 60);
        }
        self.left.clear();
        if self.dice.falls(50) {
            page.leave(device);
            self.wait(&mut page, device, 100);
            let made = |at: usize| page.made.iter().filter(|it| it.doc == docs()[at]).count();
            let before = |at: usize| self.typed[at].edits.len();
            self.left.push((device.steps.len(), [0, 1].map(|at| before(at)..before(at) + made(at))));
            page.rest(device, LONG);
            self.wait(&mut page, device, 100);
        }
        for made in page.made {
            let at = usize::from(made.doc == closed);
            self.rows.insert(made.row.clone(), (at, self.typed[at].edits.len()));
            self.typed[at].add(made);
        }
    }

    /// Batches end, each with a chance.
    fn wait(&mut self, page: &mut Page, device: &mut Device, percent: usize) {
        while !device.on_its_way.is_empty() && self.dice.falls(percent) {
            let is_refused = self.refuses && self.dice.falls(30);
            page.hear_end(device, is_refused);
            if is_refused {
                page.retry(device);
            }
        }
    }

    fn raise(&mut self, row: &str, kept: Kept) {
        let (doc, at) = self.rows[row];
        let held = &mut self.typed[doc].edits[at].1;
        *held = kept.max(*held);
    }

    /// Notes how edits are kept after a step.
    fn note(&mut self, step: &Step, complete: Option<Rc<Batch>>) {
        if let Step::Line(_, line) = step {
            self.raise(line::row(line).unwrap(), Kept::InJournal);
        }
        let Some(batch) = complete else { return };
        for it in &batch.writes {
            if let Write::Put(Shelf::Edits, _, row) = it {
                self.raise(row, Kept::Complete);
            }
        }
        if batch.durability == Durability::Strict {
            let all = self.typed.iter_mut().flat_map(|it| &mut it.edits);
            all.filter(|it| it.1 == Kept::Complete).for_each(|it| it.1 = Kept::Strict);
        }
    }

    /// Cuts after every step of a page's life. Gives what one of the cuts leaves, for the next page.
    fn cut_everywhere(&mut self, mut disk: Disk, steps: &[Step]) -> Disk {
        let chosen = (self.dice.below(steps.len() + 1), *self.dice.pick(&[Cut::Tab, Cut::Browser, Cut::Power]));
        let (mut seen, mut next) = (HashSet::new(), None);
        for at in 0..=steps.len() {
            self.check_left(at);
            for cut in [Cut::Tab, Cut::Browser, Cut::Power] {
                for left in disk.left_by(cut, self.dice) {
                    let sure = [0, 1].map(|it| self.typed[it].at_least(cut, None));
                    if seen.insert((left, cut, sure)) {
                        self.check(&disk, left, cut);
                    }
                    if (at, cut) == chosen && self.is_whole(&disk, left, cut) {
                        next = Some((disk.after(left, cut), self.after(&disk, left, cut)));
                    }
                }
            }
            if let Some(step) = steps.get(at) {
                let complete = disk.step(step);
                self.note(step, complete);
            }
        }
        let (after, typed) = next.unwrap_or_else(|| {
            let left = (disk.journals.len() - 1, disk.stores.len() - 1);
            (disk.after(left, Cut::Tab), self.after(&disk, left, Cut::Tab))
        });
        for (all, kept) in self.typed.iter_mut().zip(typed) {
            all.states.truncate(kept.len() + 1);
            all.edits.truncate(kept.len());
            all.edits.iter_mut().zip(kept).for_each(|(it, kept)| it.1 = kept);
        }
        after
    }

    /// What was typed before a field was left is written through, once the database has answered.
    fn check_left(&self, at: usize) {
        for (_, edits) in self.left.iter().filter(|it| it.0 == at && !self.refuses) {
            for (typed, of_page) in self.typed.iter().zip(edits) {
                let weak = typed.edits[of_page.clone()].iter().find(|it| it.1 < Kept::Strict);
                assert!(weak.is_none(), "{weak:?} after its field was left");
            }
        }
    }

    /// What is left of what was typed, and how it is kept.
    fn after(&self, disk: &Disk, left: Left, cut: Cut) -> [Vec<Kept>; 2] {
        let device = disk.device(left);
        let moment = |at: usize| self.typed[at].moment(&read(&device, &docs()[at], rows(&device.lines)).document).unwrap();
        // What lay in the database may have come back from the journal alone.
        let kept = |it: Kept| if cut == Cut::Power && it < Kept::Strict { Kept::InJournal } else { it.max(Kept::InJournal) };
        [0, 1].map(|at| self.typed[at].edits[..moment(at)].iter().map(|it| kept(it.1)).collect())
    }

    /// Whether all of a document must be as it was at one moment.
    fn is_whole(&self, disk: &Disk, left: Left, cut: Cut) -> bool {
        disk.is_whole(left) && !(self.refuses && cut != Cut::Tab)
    }

    /// Reads what a cut left.
    fn check(&mut self, disk: &Disk, left: Left, cut: Cut) {
        self.cuts += 1;
        let device = disk.device(left);
        let found = docs().map(|doc| read(&device, &doc, rows(&device.lines)).document);
        for (typed, found) in self.typed.iter().zip(&found) {
            if self.is_whole(disk, left, cut) {
                let moment = typed.moment(found);
                assert!(moment.is_some(), "{cut:?}: {found:#?} is no moment of {:#?}", typed.rows());
                assert!(moment >= Some(typed.at_least(cut, None)), "{cut:?}: {moment:?} of {:#?} are left", typed.rows());
            }
            assert!(typed.is_made_of(found, cut), "{cut:?}: {found:#?} was never, of {:#?}", typed.rows());
        }
        if self.dice.falls(30) {
            self.check_again(&device, &found[0]);
        }
        if self.dice.falls(30) {
            self.check_torn(&device, cut);
        }
    }

    /// A page opens what was left and is killed as well, somewhere on its way: that changes nothing.
    fn check_again(&mut self, device: &Device, found: &Document<SheetPath>) {
        let mut opened = Device { steps: Vec::new(), ..device.clone() };
        let page = Page::open(&mut opened, &sheet_doc(), "again");
        assert_eq!(page.document, *found);
        let mut disk = Disk::new(vec![Rc::new(device.lines.clone())], vec![Rc::new(device.store.clone())]);
        for step in &opened.steps[..self.dice.below(opened.steps.len() + 1)] {
            disk.step(step);
        }
        let left = *self.dice.pick(&disk.left_by(Cut::Tab, &mut Dice::new(0)));
        let device = disk.device(left);
        assert_eq!(read(&device, &sheet_doc(), rows(&device.lines)).document, *found, "read again");
    }

    /// Lines are torn, come in another order, or come again: what is read is as if the torn ones were not there.
    fn check_torn(&mut self, device: &Device, cut: Cut) {
        let mut torn = device.clone();
        let all: Vec<String> = device.lines.values().cloned().collect();
        for line in torn.lines.values_mut() {
            // Behind the tear there is nothing, or what stood there before.
            let is_over_another = self.dice.falls(50);
            let at = self.dice.within(if is_over_another { SUM } else { 0 }, line.len() - 1);
            let rest = if is_over_another { self.dice.pick(&all).get(at..).unwrap_or("") } else { "" };
            if self.dice.falls(40) && line.is_char_boundary(at) {
                line.replace_range(at.., rest);
            }
        }
        let is_whole = |it: &(&String, &String)| torn.lines[it.0] == *it.1;
        let whole: Lines = device.lines.iter().filter(is_whole).map(|(key, it)| (key.clone(), it.clone())).collect();
        let mut late: Vec<Row> = rows(&torn.lines);
        late.extend(rows(&whole));
        self.dice.shuffle(&mut late);
        let found = read(&torn, &sheet_doc(), late).document;
        assert_eq!(found, read(device, &sheet_doc(), rows(&whole)).document, "what is torn counts for nothing");
        let spared = if cut == Cut::Tab { Cut::Browser } else { cut };
        assert!(self.typed[0].is_made_of(&found, spared), "{found:#?} was never, of {:#?}", self.typed[0].rows());
    }
}

#[test]
fn whatever_is_cut_off_what_was_typed_is_there_up_to_some_moment() {
    seeds::run("disk", ["edits", "cuts"], |dice| {
        let generations = dice.within(1, 2);
        let refuses = dice.falls(10);
        let typed = [Typed::new(), Typed::new()];
        let mut life = Life { dice, typed, rows: HashMap::new(), refuses, left: Vec::new(), cuts: 0 };
        let mut disk = Disk::new(vec![Rc::default()], vec![Rc::default()]);
        let mut edits = 0;
        for tab in ["t1", "t2"].into_iter().take(generations) {
            let mut device = disk.device((disk.journals.len() - 1, disk.stores.len() - 1));
            life.live(&mut device, tab);
            edits += life.typed.iter().map(|it| it.edits.len()).sum::<usize>();
            disk = life.cut_everywhere(disk, &device.steps);
        }
        [edits, life.cuts]
    });
}
