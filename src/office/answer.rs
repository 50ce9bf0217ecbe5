//! What a question comes to: one figure, a table, and a chart of it. How that looks is not here.

use super::names::Name;
use super::order::natural;
use super::scope::Scope;
use crate::bundle::read::collect::hash;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::template::Indicator;
use crate::domain::week::Week;
use crate::words::Lang;
use crate::words::questions::Head;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What the figure is called, and the figure; nothing where it cannot be told.
    pub figure: Option<(Head, Cell)>,
    pub heads: Vec<Head>,
    /// Columns after those, by what the facts call them.
    pub columns: Vec<String>,
    pub lines: Vec<Line>,
    pub chart: Chart,
    /// How many sheets of other templates have no figure that could be put beside the others'.
    pub apart: usize,
    /// What is told under it, with a table of its own.
    pub under: Option<Box<Answer>>,
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub cells: Vec<Cell>,
    /// Whose sheets it is made of, where they are one manager's, one week's or one group's.
    pub manager: Option<Id>,
    pub week: Option<Week>,
    pub group: Option<String>,
    /// The very sheets, where they are neither.
    pub sheets: Vec<Place>,
    /// What of the manager's it is about, where that is not all of his weeks.
    pub about: Option<About>,
}

/// What a line tells of a manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// One of his customers.
    Customer(Id),
    /// What others' sheets say as well, or his own before.
    SameWords,
}

impl Line {
    /// Tells it from others by what it says.
    pub fn mark(&self) -> String {
        let cells: Vec<String> = self.cells.iter().map(Cell::plain).collect();
        hash(cells.iter().map(String::as_bytes)).to_string()
    }
}

/// A sheet by its manager and week.
pub type Place = (Name, Week);

/// A cell of the table. `None` is "not measured", or not shown of few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Count(i64),
    /// With its decimal places.
    Figure(Option<Decimal>, u8),
    /// A share of one, shown in percent.
    Share(Option<Decimal>),
}

/// What is drawn beside the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    pub kind: ChartKind,
    /// What stands at the foot or the side, and how much.
    pub points: Vec<(String, Option<Decimal>)>,
    /// What of each is drawn.
    pub of: Option<Head>,
    pub is_share: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    #[default]
    None,
    Bars,
    Line,
}

impl Answer {
    pub fn of(heads: &[Head]) -> Self {
        Self { heads: heads.to_vec(), ..Self::default() }
    }

    pub fn figure(mut self, head: Head, cell: Cell) -> Self {
        self.figure = Some((head, cell));
        self
    }

    pub fn line(&mut self, cells: Vec<Cell>) {
        self.lines.push(Line { cells, ..Line::default() });
    }

    /// Of a group, if it has a name.
    pub fn line_in(&mut self, group: &str, cells: Vec<Cell>) {
        let group = (!group.is_empty()).then(|| group.to_owned());
        self.lines.push(Line { cells, group, ..Line::default() });
    }

    pub fn line_with(&mut self, sheets: Vec<Place>, cells: Vec<Cell>) {
        self.lines.push(Line { cells, sheets, ..Line::default() });
    }

    pub fn line_of(&mut self, manager: Option<&Id>, week: Option<Week>, cells: Vec<Cell>) {
        self.lines.push(Line { cells, manager: manager.cloned(), week, ..Line::default() });
    }

    /// Of something of a manager's.
    pub fn line_about(&mut self, manager: Option<&Id>, about: Option<About>, cells: Vec<Cell>) {
        self.lines.push(Line { cells, manager: manager.cloned(), about, ..Line::default() });
    }

    /// Groups as people count them.
    pub fn in_order(mut self) -> Self {
        self.lines.sort_by_cached_key(|it| natural(it.group.as_deref().unwrap_or_default()));
        self
    }

    /// Calls what its lines are of, and so what is drawn, by another word.
    pub fn called(mut self, word: impl Fn(&str) -> &str) -> Self {
        let names = self.lines.iter_mut().filter_map(|it| match it.cells.first_mut() {
            Some(Cell::Text(it)) => Some(it),
            _ => None,
        });
        names.chain(self.chart.points.iter_mut().map(|it| &mut it.0)).for_each(|it| *it = word(it).to_owned());
        self
    }

    /// Draws one column over another.
    pub fn charted(mut self, kind: ChartKind, label: usize, column: usize) -> Self {
        let of = |line: &Line| {
            let label = line.cells.get(label).map(Cell::plain).unwrap_or_default();
            (label, line.cells.get(column).and_then(Cell::number))
        };
        let points = self.lines.iter().map(of).collect();
        let is_share = self.lines.iter().any(|it| matches!(it.cells.get(column), Some(Cell::Share(_))));
        self.chart = Chart { kind, points, of: self.heads.get(column).copied(), is_share };
        self
    }
}

impl Cell {
    pub fn text(it: impl ToString) -> Self {
        Self::Text(it.to_string())
    }

    pub fn count(it: usize) -> Self {
        Self::Count(it as i64)
    }

    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Text(_) => None,
            Self::Count(it) => Some(Decimal::from(*it)),
            Self::Figure(it, _) | Self::Share(it) => *it,
        }
    }

    /// The plain figure or text: no unit, a point before decimals, nothing for what is not measured.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(it) => it.clone(),
            Self::Count(it) => it.to_string(),
            Self::Figure(it, places) => it.map(|it| it.fixed(*places)).unwrap_or_default(),
            Self::Share(it) => it.map(|it| it.times(100).fixed(1)).unwrap_or_default(),
        }
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

impl Scope<'_> {
    /// A manager as tables name him: his name where the last file says it, and his id.
    pub fn said(&self, manager: Name) -> String {
        let person = self.books.person(manager).and_then(|it| it.name);
        match person {
            Some(name) => format!("{} {}", self.books.labels.text(name), self.id(manager)),
            None => self.id(manager).to_owned(),
        }
    }

    /// The indicator asked for, with its unit.
    pub fn indicator_said(&self) -> Option<String> {
        let said = |it: &Indicator| {
            let (name, unit) = (self.lang.label(&it.name), self.lang.label(&it.unit));
            if self.lang == Lang::Zh { format!("{name}（{unit}）") } else { format!("{name} ({unit})") }
        };
        self.indicator().map(said)
    }

    /// A group's name, or that it has none.
    pub fn group_said(&self, name: &str) -> String {
        if name.is_empty() { self.lang.of("（未填）", "(not said)").to_owned() } else { name.to_owned() }
    }
}

/// Where a language stands alone for what is said of a template's label.
pub fn label(lang: Lang, it: Option<&crate::domain::template::Label>, id: &str) -> String {
    it.map_or_else(|| id.to_owned(), |it| lang.label(it))
}
