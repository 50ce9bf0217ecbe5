//! Which column of a table is which field: told by the header, shown to a person, and corrected by hand. A column that never is
//! taken has no way of becoming a field.

use std::collections::BTreeSet;

use super::cells::{ABOVE_MAX, Cell, Row, Table};
use super::fault::{MatchFault, Never};
use super::fields::Field;
use super::sensitive::Sensitive;
use crate::domain::customers::profile::{is_personal, masked};

/// Values shown of a column, and how much of each.
const SAMPLES: usize = 3;
const SAMPLE_CHARS: usize = 40;

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    As(Field),
    /// Nothing knows what it is; a person may.
    Nothing,
    Never(Sensitive),
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    take: Take,
    /// The first few values; none of what never is taken.
    samples: Vec<String>,
}

impl Column {
    pub fn take(&self) -> Take {
        self.take
    }

    /// The first few values as they may be shown: what is personal stays masked, and so does what looks like a mobile phone,
    /// whatever its column is taken for; only codes may look like that.
    pub fn samples(&self) -> Vec<String> {
        // How a text is masked goes by its field alone.
        let at = |field: Field| field.path("0".parse().ok()?);
        let own = self.field().and_then(at).filter(is_personal);
        let phone = at(Field::Phone).filter(|_| self.field() != Some(Field::Code));
        let mask = |text: &String| own.clone().or_else(|| phone.clone().filter(|_| is_mobile(text)));
        self.samples.iter().map(|text| mask(text).map_or_else(|| text.clone(), |it| masked(&it, text))).collect()
    }

    pub fn field(&self) -> Option<Field> {
        match self.take {
            Take::As(it) => Some(it),
            Take::Nothing | Take::Never(_) => None,
        }
    }
}

/// The header of a table and what its columns are. A field is taken from one column at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    /// Index of the header in the table's rows.
    header: usize,
    columns: Vec<Column>,
}

impl Matching {
    /// Matches by names. The header is the row in which the most of them are known, among the first ten; if none is known, the
    /// first row, and a person has to say what is what.
    pub fn of(table: &Table) -> Self {
        let above = &table.rows[..table.rows.len().min(ABOVE_MAX)];
        // Of equals the first one.
        let header = (0..above.len()).rev().max_by_key(|it| known(&above[*it].cells)).unwrap_or(0);
        let rows = table.rows.get(header + 1..).unwrap_or_default();
        let width = table.rows.iter().map(|it| it.cells.len()).max().unwrap_or(0);
        let names = table.rows.get(header);
        let mut taken = BTreeSet::new();
        let mut column = |at| {
            let name = names.map(|it| it.cell(at).shown()).unwrap_or_default();
            let take = match (sensitive(&name, rows, at), Field::of_name(&name)) {
                (Some(it), _) => Take::Never(it),
                (None, Some(field)) if taken.insert(field) => Take::As(field),
                (None, _) => Take::Nothing,
            };
            let samples = if matches!(take, Take::Never(_)) { Vec::new() } else { samples(rows, at) };
            Column { header: name, take, samples }
        };
        let columns = (0..width).map(&mut column).collect();
        Self { header, columns }
    }

    /// Every column, in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The row the header stands in, as the file counts.
    pub fn header_row(&self, table: &Table) -> usize {
        table.rows.get(self.header).map_or(0, |it| it.number)
    }

    /// The rows below the header.
    pub fn rows<'a>(&self, table: &'a Table) -> &'a [Row] {
        table.rows.get(self.header + 1..).unwrap_or_default()
    }

    /// Says what a column is, or that it is nothing. The column that was this field before is nothing then.
    pub fn set(&mut self, column: usize, field: Option<Field>) -> Result<(), MatchFault> {
        let Some(it) = self.columns.get(column) else { return Err(MatchFault::NoSuchColumn) };
        match (it.take, field) {
            (Take::Never(_), None) => return Ok(()),
            (Take::Never(holds), Some(wanted)) => {
                return Err(MatchFault::Never { column: it.header.clone(), holds, wanted });
            }
            (Take::As(_) | Take::Nothing, _) => {}
        }
        let take = field.map_or(Take::Nothing, Take::As);
        for (at, it) in self.columns.iter_mut().enumerate() {
            if at == column {
                it.take = take;
            } else if field.is_some() && it.take == take {
                it.take = Take::Nothing;
            }
        }
        Ok(())
    }

    /// The column a field is taken from.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|it| it.take == Take::As(field))
    }

    /// The columns that never are taken, for the report.
    pub fn never(&self) -> Vec<Never> {
        let never = |it: &Column| match it.take {
            Take::Never(holds) => Some(Never { column: it.header.clone(), holds }),
            Take::As(_) | Take::Nothing => None,
        };
        self.columns.iter().filter_map(never).collect()
    }
}

/// How many of these cells are headers somebody knows: different fields, and what never is taken.
pub fn known(cells: &[Cell]) -> usize {
    let names = || cells.iter().filter_map(|it| if let Cell::Text(it) = it { Some(it) } else { None });
    let fields: BTreeSet<Field> = names().filter_map(|it| Field::of_name(it)).collect();
    fields.len() + names().filter(|it| Sensitive::of_name(it).is_some()).count()
}

fn sensitive(name: &str, rows: &[Row], column: usize) -> Option<Sensitive> {
    Sensitive::of_name(name).or_else(|| Sensitive::of_values(rows.iter().map(|it| it.cell(column))))
}

/// Eleven digits as mobile phones have them, however they are grouped.
fn is_mobile(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("86").filter(|it| it.len() == 11).unwrap_or(&digits);
    national.len() == 11 && national.starts_with('1') && !text.chars().any(char::is_alphabetic)
}

fn samples(rows: &[Row], column: usize) -> Vec<String> {
    let shown = |it: &Cell| it.shown().chars().take(SAMPLE_CHARS).collect::<String>();
    let cells = rows.iter().map(|it| it.cell(column)).filter(|it| Sensitive::of_value(it).is_none());
    cells.map(shown).filter(|it| !it.is_empty()).take(SAMPLES).collect()
}

#[cfg(test)]
mod tests {
    use super::super::csv;
    use super::*;

    fn table(text: &str) -> Table {
        csv::read(text.as_bytes()).unwrap()
    }

    fn fields(matching: &Matching) -> Vec<Option<&'static str>> {
        matching.columns().iter().map(|it| it.field().map(Field::word)).collect()
    }

    #[test]
    fn finds_the_header_below_titles() {
        let table = table(
            "金水一区零售客户名册\n\n制表：张三,2026年11月\n序号,客户编码*,客户名称,业态（必填）\n1,41010001,老城便利店,便利店\n",
        );
        let matching = Matching::of(&table);
        assert_eq!(fields(&matching), [None, Some("code"), Some("name"), Some("format")]);
        assert_eq!((matching.header_row(&table), matching.rows(&table).len()), (4, 1));
        assert_eq!(matching.columns()[2].samples(), ["老城便利店"]);
    }

    #[test]
    fn what_never_is_taken_cannot_be_asked_for() {
        let table = table(
            "客户编码,店名,身份证号,开户行,备注,电话\n\
             1,a,11010519491231002X,工行,11010519491231002X,13812345678\n\
             2,b,,,11010519491231002X,6222021234567894\n",
        );
        let mut matching = Matching::of(&table);
        assert_eq!(fields(&matching), [Some("code"), Some("name"), None, None, None, Some("phone")]);
        let never: Vec<_> = matching.never().into_iter().map(|it| (it.column, it.holds)).collect();
        let (id, bank) = (Sensitive::IdNumber, Sensitive::BankAccount);
        assert_eq!(never, [("身份证号".to_owned(), id), ("开户行".to_owned(), bank), ("备注".to_owned(), id)]);
        assert!(matching.columns()[2].samples.is_empty() && matching.columns()[4].samples.is_empty());
        assert_eq!(matching.columns()[5].samples, ["13812345678"]);
        let before = matching.clone();
        for column in 2..5 {
            assert!(matches!(matching.set(column, Some(Field::Note)), Err(MatchFault::Never { .. })));
            assert_eq!(matching.set(column, None), Ok(()));
        }
        assert_eq!(matching, before);
    }

    #[test]
    fn what_is_personal_is_shown_masked() {
        let table = table(
            "客户编码,店名,电话,老板,地址,备用号码,座机,备注\n\
             13800000001,老王超市,13812345678,王五,金水区花园路1号,137-0000-1111,63912345,+86 13911112222\n",
        );
        let mut matching = Matching::of(&table);
        matching.set(7, None).unwrap();
        let shown = |matching: &Matching| matching.columns().iter().map(|it| it.samples().join(" ")).collect::<Vec<_>>();
        // A code may look like a phone.
        assert_eq!(
            shown(&matching),
            ["13800000001", "老王超市", "138****5678", "王****", "金水区****", "137****1111", "63912345", "+86****2222"]
        );
        matching.set(2, Some(Field::Name)).unwrap();
        matching.set(1, Some(Field::Owner)).unwrap();
        matching.set(6, Some(Field::Phone)).unwrap();
        let after = shown(&matching);
        assert_eq!((after[1].as_str(), after[2].as_str(), after[6].as_str()), ("老****", "138****5678", "****2345"));
    }

    #[test]
    fn a_field_is_taken_from_one_column() {
        let table = table("编码,名称,简称,电话,手机\n1,a,b,2,3\n");
        let mut matching = Matching::of(&table);
        assert_eq!(fields(&matching), [Some("code"), Some("name"), None, Some("phone"), None]);
        matching.set(2, Some(Field::Name)).unwrap();
        matching.set(3, None).unwrap();
        assert_eq!(fields(&matching), [Some("code"), None, Some("name"), None, None]);
        assert_eq!(matching.set(9, None), Err(MatchFault::NoSuchColumn));
        assert_eq!((matching.column_of(Field::Name), matching.column_of(Field::Phone)), (Some(2), None));
    }

    #[test]
    fn without_a_known_header_a_person_says_what_is_what() {
        let table = table("甲,乙\n41010001,老城便利店\n");
        let matching = Matching::of(&table);
        assert_eq!((fields(&matching), matching.header_row(&table)), (vec![None, None], 1));
        assert_eq!(fields(&Matching::of(&Table::default())), []);
    }
}
