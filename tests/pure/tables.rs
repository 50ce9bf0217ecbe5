//! The sheets as tables: what stands in them and what never does, as CSV and as a workbook that is read again by another's hand.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::write;
use onesheet::domain::archive::Content;
use onesheet::domain::calendar::Calendar;
use onesheet::domain::edit::Doc;
use onesheet::domain::extract::{Period, Subject};
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::map::Map;
use onesheet::domain::month::{MonthView, Plan, target_of};
use onesheet::domain::path::{MonthPath, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::week::{Month, Week, parse_date};
use onesheet::tables::check::is_sound;
use onesheet::tables::csv::csv;
use onesheet::tables::xlsx::xlsx;
use onesheet::tables::{Cell, Maker, Source, Table};
use onesheet::words::Lang;
use proptest::prelude::*;

use super::bundle::document;
use super::devices::{envelope, id, sheet_doc, template};
use super::laws::cases;

/// A week in which something stands in every table.
const W48: &[(&str, &str)] = &[
    ("goals/vol/target", "38.5"),
    ("goals/vol/note", "\"=1+1 按月进度\""),
    ("goals/amt/actual", "128.75"),
    ("focus/kind", "\"problem\""),
    ("focus/ref", "\"p7\""),
    ("focus/text", "\"先保老客户\""),
    ("tasks/svc-05/ticked", "true"),
    ("tasks/svc-05/method", "\"-老城区20户\\n每户讲清两条卖点\""),
    ("tasks/svc-05/state", "\"done\""),
    ("tasks/ter-07/method", "\"没有选\""),
    ("days/2026-11-23/focus", "\"新品上柜\""),
    ("days/2026-11-23/visits/00012/planned", "true"),
    ("days/2026-11-23/visits/00012/point", "\"新品上柜\""),
    ("days/2026-11-23/visits/00012/outcome", "\"done\""),
    ("days/2026-11-23/visits/00012/note", "\"老王13812341234，已上柜\""),
    ("days/2026-11-23/visits/00012/due", "\"2026-11-26\""),
    ("days/2026-11-23/values/vol", "7.25"),
    ("days/2026-11-23/values/fill", "{\"num\":45,\"den\":50}"),
    ("days/2026-11-24/values/vol", "28.95"),
    ("days/2026-11-23/adhoc/a1/text", "\"协助盘点\""),
    ("days/2026-11-23/adhoc/a1/done", "true"),
    ("days/2026-11-23/problems/p1/text", "\"紧俏规格断货\""),
    ("days/2026-11-23/problems/p1/cause", "\"supply\""),
    ("days/2026-11-23/principal", "\"p1\""),
    ("messages/m1/to", "\"head\""),
    ("messages/m1/text", "\"@ 请批\""),
    ("messages/m1/at", "\"2026-11-25T09:30\""),
    ("messages/m1/means", "\"wechat\""),
    ("messages/m1/items/hd-st1", "true"),
    ("messages/m1/customers/00012", "true"),
    ("messages/m2/to", "\"monopoly\""),
    ("messages/m2/text", "\"学校旁一户疑似无证\""),
    ("messages/m2/customers/41010001", "true"),
    ("messages/m3/text", "\"还没定给谁\""),
    ("messages/m4/to", "\"retailer\""),
    ("review/work", "\"新品铺货 18/20 户\""),
    ("review/problems/p1/text", "\"紧俏规格断货\""),
    ("review/problems/p1/due", "\"2026-11-27\""),
    ("review/principal", "\"p1\""),
    ("handed/at", "\"2026-11-27T17:41:05+08:00\""),
];
const W47: &[(&str, &str)] = &[("review/problems/p7/text", "\"价签缺14户\""), ("days/2026-11-20/values/vol", "6")];
const NOVEMBER: &[(&str, &str)] = &[
    ("goals/vol/target", "150"),
    ("goals/key/target", "5000"),
    ("goals/vol/slices/2026-W48", "40"),
    ("skills/speak/score", "4"),
    ("summary/work", "\"铺货\""),
];

fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../public/calendar/cn.json")).unwrap()
}

fn maker() -> Maker {
    Maker {
        id: id("ZZ0412"),
        name: "张三".to_owned(),
        area: "金水一区".to_owned(),
        unit: String::new(),
        today: parse_date("2026-11-27").unwrap(),
        at: "2026-11-27T17:41:05+08:00".to_owned(),
    }
}

fn tables_of(lang: Lang, period: &str, sheets: &[(&str, &[(&str, &str)])]) -> Vec<Table> {
    let sheet =
        |(week, lines): &(&str, &[(&str, &str)])| (week.parse::<Week>().unwrap(), Sheet::of(&document::<SheetPath>(lines)));
    let plans = vec![("2026-11".parse::<Month>().unwrap(), Plan::of(&document::<MonthPath>(NOVEMBER)))];
    let names: Map<Id, String> = [(id("00012"), "老街口旺达便利店".to_owned())].into_iter().collect();
    let (calendar, period) = (calendar(), period.parse::<Period>().unwrap());
    let content = Content { sheets: sheets.iter().map(sheet).collect(), plans, names };
    Source::new((lang, period), (template(), &calendar), maker(), content).tables()
}

fn tables(lang: Lang, period: &str) -> Vec<Table> {
    tables_of(lang, period, &[("2026-W47", W47), ("2026-W48", W48)])
}

fn of(all: &[Table], subject: Subject) -> &Table {
    all.iter().find(|it| it.subject == subject).unwrap()
}

/// A table as its CSV's lines, without the mark at the front.
fn lines(table: &Table) -> Vec<String> {
    let text = String::from_utf8(csv(table)).unwrap();
    text.strip_prefix('\u{feff}').unwrap().split_terminator("\r\n").map(str::to_owned).collect()
}

#[track_caller]
fn check(subject: Subject, heads: &str, rows: &[&str]) {
    let all = tables(Lang::Zh, "2026-W48");
    let lines = lines(of(&all, subject));
    assert_eq!(lines[0], heads);
    assert_eq!(lines[1..], rows.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
}

#[test]
fn a_week_is_laid_out_module_by_module() {
    use Subject as S;
    check(
        S::Weeks,
        "客户经理编号,周,起始日期,结束日期,工作日数,优先类别,最优先,任务数,完成任务数,计划拜访户数,完成拜访户数,有跟踪的天数,沟通条数,上交时间",
        &["ZZ0412,2026-W48,2026-11-23,2026-11-29,5,上周问题,价签缺14户 · 先保老客户,1,1,1,1,2,2,2026-11-27 17:41:05"],
    );
    check(
        S::Tasks,
        "客户经理编号,周,任务类别,任务编码,任务,是否选定,具体方法,状态,完成结果",
        &[
            "ZZ0412,2026-W48,服务客户,svc-05,新品推介,是,\"'-老城区20户\n每户讲清两条卖点\",完成,",
            "ZZ0412,2026-W48,终端建设,ter-07,价签补换,否,没有选,进行,",
        ],
    );
    check(
        S::Visits,
        "客户经理编号,周,日期,星期,当天重点,客户编码,店名,是否计划,服务点,拜访情况,要点,约定,期限",
        &[
            "ZZ0412,2026-W48,2026-11-23,周一,新品上柜,00012,老街口旺达便利店,是,新品上柜,完成,老王138****1234，已上柜,,2026-11-26",
        ],
    );
    check(
        S::Figures,
        "客户经理编号,周,日期,星期,指标编码,指标,单位,数值,分子,分母",
        &[
            "ZZ0412,2026-W48,2026-11-23,周一,vol,卷烟销量,箱,7.25,,",
            "ZZ0412,2026-W48,2026-11-23,周一,fill,订单满足率,%,90,45,50",
            "ZZ0412,2026-W48,2026-11-23,周一,visit,拜访户数,户,1,,",
            "ZZ0412,2026-W48,2026-11-24,周二,vol,卷烟销量,箱,28.95,,",
        ],
    );
    check(S::AdHoc, "客户经理编号,周,日期,星期,临时工作,是否完成", &["ZZ0412,2026-W48,2026-11-23,周一,协助盘点,是"]);
    check(
        S::Problems,
        "客户经理编号,周,日期,出处,问题编号,问题,原因,原因分析,措施,责任人,期限,状态,是否主要问题,最早一周,第几周,说明",
        &[
            "ZZ0412,2026-W48,,前几周带入,p7,价签缺14户,,,,,,未解决,,2026-W47,2,",
            "ZZ0412,2026-W48,,本周,p1,紧俏规格断货,,,,,2026-11-27,未解决,是,,,",
            "ZZ0412,2026-W48,2026-11-23,当天,p1,紧俏规格断货,货源,,,,,,是,,,",
        ],
    );
    check(
        S::Channel,
        "客户经理编号,周,对象,清单,内容,方式,时间,答复,客户,状态",
        &[
            "ZZ0412,2026-W48,营销主任,销量进度偏差,'@ 请批,微信,2026-11-25 09:30:00,,老街口旺达便利店 00012,待办",
            "ZZ0412,2026-W48,零售客户,,,,,,,待办",
        ],
    );
}

#[test]
fn goals_carry_the_figures_of_the_sheet() {
    let all = tables(Lang::Zh, "2026-W48");
    let goals = of(&all, Subject::Goals);
    let lines = lines(goals);
    assert_eq!(lines[0], "客户经理编号,周,起始日期,指标编码,指标,单位,目标,实际,差距（正为好）,达成率,结果,备注");
    assert_eq!(lines[1], "ZZ0412,2026-W48,2026-11-23,vol,卷烟销量,箱,38.5,36.2,-2.3,0.9403,未达成,'=1+1 按月进度");
    let row = |indicator: &str| lines.iter().find(|it| it.contains(&format!(",{indicator},"))).unwrap().clone();
    // Five of November's 21 working days; not measured is neither zero nor missed.
    assert_eq!(row("key"), "ZZ0412,2026-W48,2026-11-23,key,重点品牌销量,条,1190,,,,未测,");
    assert_eq!(row("amt"), "ZZ0412,2026-W48,2026-11-23,amt,销售额,万元,,128.75,,,未测,");
    assert_eq!(goals.rows.len(), template().active().count());
}

/// A file handed over carries the same figures; both are the domain's.
#[test]
fn goals_say_what_a_file_says() {
    let all = tables(Lang::En, "2026-W48");
    let works = |day| calendar().is_workday(day);
    let november = "2026-11".parse::<Month>().unwrap();
    let months = [MonthView::new(november, Plan::of(&document::<MonthPath>(NOVEMBER)), &works)];
    let week = "2026-W48".parse().unwrap();
    let target = |_: &Doc, it: &Id| target_of(template().indicator(it).unwrap(), week, &months);
    let mut bundle = envelope(BundleKind::Report, &id("k7f2q9"));
    bundle.sheets.push(Part::new(sheet_doc(), document(W48)));
    let file = String::from_utf8(write::report(bundle, write::Customers::Classes, template(), &target).unwrap()).unwrap();
    let file = Json::parse(&file).unwrap();
    let goals = file.get("sheets").and_then(|it| it.as_list()?[0].get("computed")?.get("goals")).unwrap();
    for row in &of(&all, Subject::Goals).rows {
        let Cell::Text(code) = &row[3] else { panic!("{row:?}") };
        for (at, name) in [(6, "target"), (7, "actual"), (8, "gap"), (9, "attainment")] {
            let stated = goals.get(code).and_then(|it| it.get(name)).map(Json::canonical);
            let shown = match &row[at] {
                Cell::Number(it, _) | Cell::Share(it) => Some(it.to_string()),
                _ => None,
            };
            assert_eq!(shown, stated, "{code} {name}");
        }
    }
}

#[test]
fn months_carry_the_figures_of_their_page() {
    let all = tables(Lang::Zh, "2026-11");
    let lines_of = |subject| lines(of(&all, subject));
    // Typed shares leave a remainder; by Thursday, the last day before one without a figure, the plan had come so far.
    let goals = lines_of(Subject::MonthGoals);
    assert_eq!(goals[0], "客户经理编号,月份,指标编码,指标,单位,月目标,累计实际,应完成,进度差（正为好）,结果,未分配");
    assert!(goals[1].starts_with("ZZ0412,2026-11,vol,卷烟销量,箱,150,42.2,"), "{}", goals[1]);
    let shares = lines_of(Subject::Shares);
    let of_w48 = shares.iter().find(|it| it.contains("2026-W48,") && it.contains(",vol,")).unwrap();
    assert!(of_w48.starts_with("ZZ0412,2026-11,2026-W48,5,vol,卷烟销量,箱,40,") && of_w48.ends_with(",36.2"), "{of_w48}");
    assert_eq!(lines_of(Subject::MonthSummary)[1], "ZZ0412,2026-11,铺货,,");
    assert_eq!(lines_of(Subject::Skills).len(), 1 + template().skills.len());
    assert_eq!(lines_of(Subject::Indicators).len(), 1 + template().indicators.len());
}

/// A week over two months belongs to one of them, its days each to their own.
#[test]
fn months_come_to_the_year_without_a_row_twice() {
    let crossing: &[(&str, &str)] =
        &[("days/2026-10-01/values/vol", "3"), ("days/2026-09-30/values/vol", "2"), ("review/work", "\"跨月\"")];
    let weeks: &[(&str, &[(&str, &str)])] = &[("2026-W40", crossing), ("2026-W47", W47), ("2026-W48", W48)];
    let year = tables_of(Lang::Zh, "2026", weeks);
    for subject in [Subject::Weeks, Subject::Goals, Subject::Visits, Subject::Figures, Subject::Problems, Subject::Channel] {
        let mut months: Vec<String> = (1..=12)
            .flat_map(|it| lines(of(&tables_of(Lang::Zh, &format!("2026-{it:02}"), weeks), subject)).split_off(1))
            .collect();
        let mut whole = lines(of(&year, subject)).split_off(1);
        months.sort();
        whole.sort();
        assert_eq!(months, whole, "{subject:?}");
    }
    assert_eq!(of(&tables_of(Lang::Zh, "2027", weeks), Subject::Weeks).rows.len(), 0);
}

/// Whatever the officer is told, or may still be told, is in no table of any file.
#[test]
fn no_suspicion_and_no_telephone_leaves_with_a_table() {
    for lang in [Lang::Zh, Lang::En] {
        for table in tables(lang, "2026") {
            let text = String::from_utf8(csv(&table)).unwrap();
            for never in ["疑似", "还没定给谁", "41010001", "13812341234"] {
                assert!(!text.contains(never), "{} says {never}", table.name);
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_of_it() {
    let (zh, en) = (tables(Lang::Zh, "2026-W48"), tables(Lang::En, "2026-W48"));
    assert_eq!(zh.len(), Subject::ALL.len());
    for (zh, en) in zh.iter().zip(&en) {
        assert_eq!((zh.heads.len(), zh.subject), (en.heads.len(), en.subject));
        let is_said = |it: &Table| {
            it.rows.iter().map(|it| it.iter().map(|it| *it == Cell::Empty).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        assert!(zh.subject == Subject::About || is_said(zh) == is_said(en), "{}", en.name);
    }
    let visits = lines(of(&en, Subject::Visits));
    assert!(visits[0].starts_with("Manager code,Week,Date,Weekday,The day's focus,Customer code,Shop name,Planned"));
    assert!(visits[1].contains(",Mon,新品上柜,00012,老街口旺达便利店,yes,新品上柜,done,"));
}

#[test]
fn a_csv_is_marked_cut_and_guarded() {
    let all = tables(Lang::Zh, "2026-W48");
    for table in &all {
        let bytes = csv(table);
        assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.ends_with(b"\r\n") && !bytes[3..].starts_with(b"\xef\xbb\xbf"));
        let text = String::from_utf8(bytes).unwrap();
        // Lines end as Excel's do; a line within a field is in quotes.
        assert_eq!(text.matches("\r\n").count(), 1 + table.rows.len(), "{}", table.name);
    }
}

fn read(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_workbook_holds_texts_numbers_and_dates() {
    let all = tables(Lang::Zh, "2026-W48");
    let bytes = xlsx(&all, &maker()).unwrap();
    assert!(is_sound(&bytes, &all));
    let mut book = read(&bytes);
    assert_eq!(book.sheet_names()[..4], ["每周汇总", "营销目标", "工作任务", "拜访"]);
    assert_eq!(book.sheet_names().len(), Subject::ALL.len());
    let goals = book.worksheet_range("营销目标").unwrap();
    let row: Vec<&Data> = goals.rows().nth(1).unwrap().iter().collect();
    assert!(matches!(row[2], Data::DateTime(it) if it.as_f64() == 46_349.0), "{:?}", row[2]);
    assert_eq!(
        (row[6], row[7], row[8], row[9]),
        (&Data::Float(38.5), &Data::Float(36.2), &Data::Float(-2.3), &Data::Float(0.9403))
    );
    assert_eq!(row[11], &Data::String("=1+1 按月进度".to_owned()), "no formula, and the text as it was written");
    let visits = book.worksheet_range("拜访").unwrap();
    assert_eq!(visits.get_value((1, 5)), Some(&Data::String("00012".to_owned())), "a code keeps its zeros");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name} has a formula");
    }
    assert_eq!(xlsx(&all, &maker()).unwrap(), bytes, "the same tables give the same bytes");
}

#[test]
fn a_workbook_that_says_something_else_is_no_workbook() {
    let all = tables(Lang::Zh, "2026-W48");
    let bytes = xlsx(&all, &maker()).unwrap();
    let changed = |change: fn(&mut Vec<Table>)| {
        let mut all = all.clone();
        change(&mut all);
        is_sound(&bytes, &all)
    };
    assert!(!changed(|all| _ = all.pop()));
    assert!(!changed(|all| all[1].heads[0] = "别的".into()));
    assert!(!changed(|all| _ = all[1].rows.pop()));
    assert!(!changed(|all| all[1].rows[0][6] = Cell::Text("38.5".to_owned())));
    assert!(!changed(|all| all[1].rows[0][2] = Cell::Date("2026-11-24".parse().unwrap())));
    assert!(!changed(|all| all[0].rows[0][13] = Cell::Empty));
    assert!(!is_sound(&bytes[..bytes.len() / 2], &all));
}

proptest! {
    #![proptest_config(cases(64))]
    /// Whatever is written on a sheet, no cell of a CSV begins as a formula does, and a workbook reads as it was written.
    #[test]
    fn no_text_becomes_a_formula(note in "[ \u{3000}=+@＝＋－＠'\"a纸;,0-9\n-]{0,12}") {
        let json = Json::text(&note).canonical();
        let all = tables_of(Lang::Zh, "2026-W48", &[("2026-W48", &[("goals/vol/note", &json), ("review/work", &json)])]);
        for table in &all {
            for field in fields(&String::from_utf8(csv(table)).unwrap()) {
                let is_number = field.parse::<f64>().is_ok();
                let first = field.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}').chars().next();
                prop_assert!(is_number || !first.is_some_and(|it| "=+-@＝＋－＠".contains(it)), "{field:?}");
            }
        }
        prop_assert!(is_sound(&xlsx(&all, &maker()).unwrap(), &all));
    }
}

/// The fields of a CSV, read as RFC 4180 has them.
fn fields(text: &str) -> Vec<String> {
    let (mut all, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '"' if is_quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' => is_quoted = !is_quoted,
            ',' | '\r' if !is_quoted => all.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {}
            it => field.push(it),
        }
    }
    all
}
