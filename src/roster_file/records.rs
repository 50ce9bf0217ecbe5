//! Customers out of the rows of a table, and what is wrong in them. A row that cannot be told apart is refused, a value that does
//! not fit is left out, and the rest is taken; everything left out is said.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Row, Table};
use super::columns::Matching;
use super::fault::{Lost, Never, Note, Problem, ROSTER_MAX, RosterFault, Why};
use super::fields::Field;
use super::values::Reading;
use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::template::Template;
use crate::domain::value::Value;

/// One customer of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// As the file counts its rows, from 1.
    pub row: usize,
    pub code: Id,
    /// What the file says of the customer, in the order of the paths. An empty cell says nothing.
    pub values: Vec<(RosterPath, Value)>,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Each code once, in the order of the file.
    pub customers: Vec<Record>,
    /// In the order of the rows.
    pub problems: Vec<Problem>,
    /// Codes whose rows are refused: the file knows them all the same.
    pub refused: BTreeSet<Id>,
    pub never: Vec<Never>,
    pub notes: Vec<Note>,
}

impl Records {
    /// Takes the customers out of a table as it is matched.
    pub fn of(table: &Table, matching: &Matching, template: &Template) -> Result<Self, RosterFault> {
        let code = matching.column_of(Field::Code).ok_or(RosterFault::NoCodeColumn)?;
        let fields = Field::ALL.iter().filter_map(|it| Some((*it, matching.column_of(*it)?)));
        let reading = Reading { epoch: table.epoch, template };
        let mut reader = Reader { matching, code, fields: fields.collect(), reading, problems: Vec::new(), hidden: 0 };
        let read: Vec<Record> = matching.rows(table).iter().filter_map(|it| reader.row(it)).collect();
        reader.merged(table);
        let Reader { mut problems, hidden, .. } = reader;
        let (customers, refused, repeated) = told_apart(read, &mut problems);
        let found = customers.len() + refused.len();
        if found > ROSTER_MAX {
            return Err(RosterFault::TooManyRows { found, most: ROSTER_MAX });
        }
        problems.sort_by_key(|it| it.row);
        let notes = notes(table, hidden, repeated);
        Ok(Self { customers, problems, refused, never: matching.never(), notes })
    }
}

struct Reader<'a> {
    matching: &'a Matching,
    code: usize,
    fields: Vec<(Field, usize)>,
    reading: Reading<'a>,
    problems: Vec<Problem>,
    hidden: usize,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) -> Option<Record> {
        let code = match self.reading.code(row.cell(self.code)) {
            Ok(Some(it)) => it,
            Ok(None) => {
                self.problem(row.number, self.code, Why::NoCode, Lost::Row);
                return None;
            }
            Err(why) => {
                self.problem(row.number, self.code, why, Lost::Row);
                return None;
            }
        };
        let mut values = Vec::new();
        for (field, column) in self.fields.clone() {
            let Some(path) = field.path(code.clone()) else { continue };
            match self.reading.value(&path, row.cell(column)) {
                Ok((value, hidden)) => {
                    self.hidden += hidden;
                    values.extend(value.map(|it| (path, it)));
                }
                Err(why) => self.problem(row.number, column, why, Lost::Cell),
            }
        }
        values.sort();
        Some(Record { row: row.number, code, values })
    }

    fn problem(&mut self, row: usize, column: usize, why: Why, lost: Lost) {
        let column = self.matching.columns().get(column).map(|it| it.header.clone()).unwrap_or_default();
        self.problems.push(Problem { row, column, why, lost });
    }

    /// Merged cells that hide values of customers. Those of titles and of columns nobody takes do not matter.
    fn merged(&mut self, table: &Table) {
        let header = self.matching.header_row(table);
        for it in table.merged.iter().filter(|it| it.bottom > header && it.bottom > it.top) {
            let taken = self.fields.iter().map(|(_, column)| *column).find(|at| (it.left..=it.right).contains(at));
            if let Some(column) = taken {
                self.problem(it.top.max(header + 1), column, Why::Merged { until: it.bottom }, Lost::Cell);
            }
        }
    }
}

/// One record a code. Rows that say the same are one; of rows that say different things none is guessed to be right.
fn told_apart(read: Vec<Record>, problems: &mut Vec<Problem>) -> (Vec<Record>, BTreeSet<Id>, usize) {
    let mut by_code: BTreeMap<Id, Vec<Record>> = BTreeMap::new();
    for it in read {
        by_code.entry(it.code.clone()).or_default().push(it);
    }
    let (mut customers, mut refused, mut repeated) = (Vec::new(), BTreeSet::new(), 0);
    for (code, all) in by_code {
        if all.windows(2).all(|it| it[0].values == it[1].values) {
            repeated += all.len() - 1;
            customers.extend(all.into_iter().take(1));
            continue;
        }
        let rows: Vec<usize> = all.iter().map(|it| it.row).collect();
        let row = rows.first().copied().unwrap_or_default();
        problems.push(Problem {
            row,
            column: String::new(),
            why: Why::Duplicate { code: code.clone(), rows },
            lost: Lost::Row,
        });
        refused.insert(code);
    }
    customers.sort_by_key(|it: &Record| it.row);
    (customers, refused, repeated)
}

fn notes(table: &Table, hidden: usize, repeated: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    if let (Some(read), 1..) = (&table.sheet, table.other_sheets) {
        notes.push(Note::OneSheet { read: read.clone(), others: table.other_sheets });
    }
    let counted = [
        (table.far, Note::FarCells as fn(usize) -> Note),
        (table.unreadable, Note::Unreadable),
        (hidden, Note::Hidden),
        (repeated, Note::Repeated),
    ];
    notes.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, note)| note(count)));
    notes
}
