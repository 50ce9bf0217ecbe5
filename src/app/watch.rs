//! Who is told when a part of the sheet changes: one list of watchers a topic. Everything else stays asleep.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::chain::value_in;
use crate::domain::calendar::Calendar;
use crate::domain::chain::{Row, carried};
use crate::domain::decimal::Decimal;
use crate::domain::fold::{Document, is_inside};
use crate::domain::goals::Figures;
use crate::domain::map::Map;
use crate::domain::month::{MonthView, target_of};
use crate::domain::path::{Kind, Path, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::template::{Indicator, Template};
use crate::domain::topic::{Topic, touched};
use crate::domain::value::Value;
use crate::domain::week::Week;

/// What a watcher reads: the open sheet and what it is read with.
pub struct View<'a> {
    pub week: Week,
    pub sheet: &'a Sheet,
    pub document: &'a Document<SheetPath>,
    pub template: &'a Template,
    pub calendar: &'a Calendar,
    /// The week's one or two months, once they are read.
    pub months: &'a [MonthView],
    /// What the weeks before hand on, once they are read.
    pub brought: &'a [Row],
    /// The weeks before that were read for it.
    pub past: &'a [(Week, Sheet)],
}

impl View<'_> {
    /// What the months give the indicator this week.
    pub fn target(&self, indicator: &Indicator) -> Option<Decimal> {
        target_of(indicator, self.week, self.months)
    }

    /// Last week's problems: what was brought in, under what the sheet says of it.
    pub fn carried(&self) -> Vec<Row> {
        carried(self.sheet, self.brought)
    }

    /// The value shown at a path: what the sheet holds, or what was brought in.
    pub fn value(&self, path: &SheetPath) -> Option<Value> {
        let computed = || match path.record() {
            Some(SheetPath::Carried(id)) => value_in(self.carried().iter().find(|it| it.id == id)?, path),
            _ => None,
        };
        self.document.get(path).cloned().or_else(computed)
    }

    /// The open sheet and those before it that are read.
    pub fn sheets(&self) -> Vec<&Sheet> {
        self.past.iter().map(|it| &it.1).chain([self.sheet]).collect()
    }

    /// The indicator's figures; a target not typed is the months'.
    pub fn figures(&self, indicator: &Indicator) -> Figures {
        self.sheet.figures(indicator, self.template, self.target(indicator))
    }
}

type Watcher = Rc<dyn Fn(&View)>;

/// All watchers of the open sheet.
#[derive(Default)]
pub struct Watchers {
    by_topic: RefCell<Map<Topic, Vec<(u64, Watcher)>>>,
    last: Cell<u64>,
}

impl Watchers {
    /// Adds a watcher of several topics; the number takes it off again.
    pub fn add(&self, topics: &[Topic], watcher: Watcher) -> u64 {
        let number = self.last.get() + 1;
        self.last.set(number);
        let mut all = self.by_topic.borrow_mut();
        for topic in topics {
            all.or_default(topic).push((number, watcher.clone()));
        }
        number
    }

    /// Takes a watcher off.
    pub fn remove(&self, topics: &[Topic], number: u64) {
        let mut all = self.by_topic.borrow_mut();
        for topic in topics {
            let Some(list) = all.get_mut(topic) else { continue };
            list.retain(|it| it.0 != number);
            if list.is_empty() {
                all.remove(topic);
            }
        }
    }

    /// Tells those whom the changed paths concern, each once.
    pub fn tell(&self, paths: &[SheetPath], view: &View) {
        let mut due: Map<u64, Watcher> = Map::default();
        {
            let all = self.by_topic.borrow();
            let mut collect = |topic: &Topic| {
                if let Some(list) = all.get(topic) {
                    list.iter().for_each(|it| _ = due.insert(it.0, it.1.clone()));
                }
            };
            for path in paths {
                touched(path, view.template).iter().for_each(&mut collect);
                if path.kind() == Kind::Record {
                    let inside = |it: &&Topic| matches!(it, Topic::Field(at) if is_inside(at, path));
                    all.keys().filter(inside).for_each(&mut collect);
                }
            }
        }
        due.values().for_each(|it| it(view));
    }

    /// Tells everybody: the sheet was read anew.
    pub fn tell_all(&self, view: &View) {
        let topics: Vec<Topic> = self.by_topic.borrow().keys().cloned().collect();
        self.tell_of(&topics, view);
    }

    /// Tells those who watch the topics, each once.
    pub fn tell_of(&self, topics: &[Topic], view: &View) {
        let mut due: Map<u64, Watcher> = Map::default();
        let all = self.by_topic.borrow();
        topics.iter().filter_map(|it| all.get(it)).flatten().for_each(|it| _ = due.insert(it.0, it.1.clone()));
        drop(all);
        due.values().for_each(|it| it(view));
    }
}
