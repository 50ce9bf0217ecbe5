//! Who has to hand in, as a list out of the company's own systems says. Without one it is learned: whoever handed in once has to
//! again (`scope`). A list is taken whole; a row that cannot be read is told and left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::week::Week;

/// Rows above the managers: titles, and the heads.
const ABOVE_MAX: usize = 10;

/// A row of a table: its number in the file, and what its cells say.
pub type Row = (usize, Vec<String>);

/// A manager as the list names him.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    pub area: String,
    pub unit: String,
    /// His first and last week, where the list says.
    pub from: Option<Week>,
    pub to: Option<Week>,
}

/// A list of managers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staff {
    pub members: BTreeMap<Id, Member>,
    pub faults: Vec<Fault>,
}

/// What is wrong in a row, by its number in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    BadId(usize, String),
    BadWeek(usize, String),
    /// He stands there a second time; the first row holds.
    Twice(usize, Id),
    /// His last week is before his first.
    Backwards(usize),
}

/// No row of the file names a column of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHeads;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Id,
    Name,
    Area,
    Unit,
    From,
    To,
}

/// What the columns may be called, in small letters and without blanks.
const HEADS: [(Column, &[&str]); 6] = [
    (Column::Id, &["编号", "工号", "人员编号", "客户经理编号", "客户经理工号", "id", "managerid", "manager"]),
    (Column::Name, &["姓名", "名字", "客户经理", "name", "managername"]),
    (Column::Area, &["片区", "区域", "辖区", "area"]),
    (Column::Unit, &["单位", "部门", "营销部", "unit", "department"]),
    (Column::From, &["起始周", "开始周", "起始", "上岗日期", "开始日期", "from", "fromweek", "since"]),
    (Column::To, &["截止周", "结束周", "截止", "离岗日期", "结束日期", "to", "toweek", "until"]),
];

impl Staff {
    /// Reads a table: a manager a row, below a row that names the columns.
    ///
    /// # Errors
    /// If no row does.
    pub fn of(rows: &[Row]) -> Result<Self, NoHeads> {
        let above = rows.iter().take(ABOVE_MAX);
        let (at, columns) = above.map(columns).enumerate().find(|it| it.1.contains_key(&Column::Id)).ok_or(NoHeads)?;
        let mut staff = Self::default();
        for row in &rows[at + 1..] {
            if let Err(why) = staff.take(row, &columns) {
                staff.faults.push(why);
            }
        }
        Ok(staff)
    }

    fn take(&mut self, row: &Row, columns: &BTreeMap<Column, usize>) -> Result<(), Fault> {
        let number = row.0;
        let cell = |it: Column| columns.get(&it).and_then(|it| row.1.get(*it)).cloned().unwrap_or_default();
        let raw = cell(Column::Id);
        let id: Id = raw.parse().map_err(|_| Fault::BadId(number, raw))?;
        let week = |it| {
            let raw = cell(it);
            if raw.is_empty() { Ok(None) } else { week(&raw).map(Some).ok_or(Fault::BadWeek(number, raw)) }
        };
        let (from, to) = (week(Column::From)?, week(Column::To)?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Fault::Backwards(number));
        }
        if self.members.contains_key(&id) {
            return Err(Fault::Twice(number, id));
        }
        let member = Member { name: cell(Column::Name), area: cell(Column::Area), unit: cell(Column::Unit), from, to };
        self.members.insert(id, member);
        Ok(())
    }
}

/// Which columns a row names, the first of each kind.
fn columns(row: &Row) -> BTreeMap<Column, usize> {
    let mut found = BTreeMap::new();
    for (at, cell) in row.1.iter().enumerate() {
        if let Some(column) = column(cell) {
            found.entry(column).or_insert(at);
        }
    }
    found
}

fn column(head: &str) -> Option<Column> {
    let said = folded(head);
    HEADS.iter().find(|it| it.1.contains(&said.as_str())).map(|it| it.0)
}

/// Whether a head is that of a column that says who somebody is, or that only counts the rows.
pub fn names_a_column(head: &str) -> bool {
    column(head).is_some() || ["序号", "no"].contains(&folded(head).as_str())
}

fn folded(head: &str) -> String {
    head.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// A week, or the week of a day as spreadsheets write it: 2026/8/19, 2026年8月19日.
fn week(raw: &str) -> Option<Week> {
    let day = || {
        let mut parts = raw.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::parse::<u32>);
        let mut next = || parts.next()?.ok();
        let (year, month, day) = (next()?, next()?, next()?);
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        parts.next().is_none().then(|| Week::of(day))
    };
    raw.parse().ok().or_else(day)
}

impl Member {
    pub fn to_json(&self) -> Json {
        let week = |it: Option<Week>| it.map_or(Json::Null, |it| Json::text(it.to_string()));
        Json::object([
            ("name", Json::text(&self.name)),
            ("area", Json::text(&self.area)),
            ("unit", Json::text(&self.unit)),
            ("from", week(self.from)),
            ("to", week(self.to)),
        ])
    }

    pub fn read(json: &Json) -> Self {
        let text = |name| json.get(name).and_then(Json::as_text).unwrap_or_default();
        let week = |name| text(name).parse().ok();
        let (name, area, unit) = (text("name").to_owned(), text("area").to_owned(), text("unit").to_owned());
        Self { name, area, unit, from: week("from"), to: week("to") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(text: &str) -> Result<Staff, NoHeads> {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect();
        Staff::of(&text.lines().enumerate().map(|(at, line)| (at + 1, cells(line))).collect::<Vec<_>>())
    }

    #[test]
    fn a_list_is_read_below_its_heads() {
        let found = staff(
            "市区营销部客户经理名单\n序号,工号,姓名,片区,部门,上岗日期,截止周\n1,ZZ0001,张三,一区,市区,2026/8/19,\n\
             2,ZZ0002,李四,二区,市区,,2026-W40\n3,ZZ0001,王五,,,,\n4,,赵六,,,,\n5,ZZ0003,孙七,,,八月,\n6,ZZ0004,周八,,,2026-W40,2026-W39\n",
        )
        .unwrap();
        let member = |name: &str, area: &str, from: &str, to: &str| Member {
            name: name.to_owned(),
            area: area.to_owned(),
            unit: "市区".to_owned(),
            from: from.parse().ok(),
            to: to.parse().ok(),
        };
        let expected = [("ZZ0001", member("张三", "一区", "2026-W34", "")), ("ZZ0002", member("李四", "二区", "", "2026-W40"))];
        assert_eq!(found.members, expected.map(|(id, it)| (id.parse().unwrap(), it)).into());
        let id: Id = "ZZ0001".parse().unwrap();
        let faults =
            [Fault::Twice(5, id), Fault::BadId(6, String::new()), Fault::BadWeek(7, "八月".to_owned()), Fault::Backwards(8)];
        assert_eq!(found.faults, faults);
        for it in found.members.values() {
            assert_eq!(Member::read(&it.to_json()), *it);
        }
    }

    #[test]
    fn weeks_are_told_by_days_too() {
        let said = ["2026-W34", "2026/8/19", "2026-08-19", "2026.8.19", "2026年8月19日"];
        assert!(said.into_iter().all(|it| week(it) == "2026-W34".parse().ok()));
        assert!(["2026-13-01", "8月", "2026-08-19-1", "20260819", ""].into_iter().all(|it| week(it).is_none()));
    }

    #[test]
    fn without_heads_there_is_no_list() {
        assert_eq!(staff("ZZ0001,张三\nZZ0002,李四\n"), Err(NoHeads));
    }
}
