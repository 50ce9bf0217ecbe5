//! What head office sends: setups and replies, each taken in by whom it is for and by nobody else; twice is harmless; what the
//! manager wrote stands until he says otherwise.

use onesheet::bundle::digest;
use onesheet::bundle::read::read;
use onesheet::bundle::refusal::{DocumentFault, FileRefusal, Place, Warning};
use onesheet::bundle::stage::{FilePlan, FileResult, Held, stage};
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::{Doc, Edit};
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path, SheetPath};
use onesheet::domain::reply::Status;
use onesheet::domain::sheet::Sheet;
use onesheet::domain::template::Template;
use onesheet::domain::value::Value;
use onesheet::keeping::foundations::Foundations;

use super::devices::{Device, MANAGER, id, template};
use super::staging::{applied, fresh, staged};

const REPLY: &str = include_str!("../../public/schema/reply.onesheet.json");
const SETUP: &str = include_str!("../../public/schema/setup.onesheet.json");

/// The file with members put in or taken out, under a digest of its own.
fn with(file: &str, changes: &[(&str, Option<&str>)]) -> String {
    let Ok(Json::Object(mut members)) = Json::parse(file) else { panic!("no file") };
    members.remove(digest::MEMBER);
    for (name, json) in changes {
        match json {
            Some(it) => _ = members.insert((*name).to_owned(), Json::parse(it).unwrap()),
            None => _ = members.remove(*name),
        }
    }
    digest::seal(&members)
}

fn taken(held: &Held, file: &str) -> (FilePlan, Held) {
    let plan = staged(held, &[("a", file.as_bytes())]);
    let after = applied(held, &plan);
    (plan.files.into_iter().next().unwrap(), after)
}

fn sheet(held: &Held, week: &str) -> Sheet {
    Sheet::of(&held.sheets[&Doc::Sheet(id(MANAGER), week.parse().unwrap())].document)
}

#[test]
fn a_reply_becomes_fields_of_its_sheet_and_comes_once() {
    let (plan, after) = taken(&fresh(), REPLY);
    assert_eq!((plan.result, plan.refused.len()), (FileResult::Merged, 0));
    let sheet = sheet(&after, "2026-W48");
    let texts: Vec<_> = sheet.comments_in_order().iter().map(|it| (it.0.as_str(), it.1.path.clone().unwrap())).collect();
    assert_eq!(texts[0], ("c01", "review/problems/p01/measure".to_owned()), "the earlier one first");
    let answer = &sheet.messages.get(&id("m01")).unwrap();
    assert_eq!((answer.answer.as_deref().map(|it| it.chars().count()), answer.state().word()), (Some(18), "answered"));
    assert_eq!(sheet.receipts.values().map(|it| it.status).collect::<Vec<_>>(), [Some(Status::Accepted)]);
    assert!(sheet.receipt().is_none(), "nothing was handed over here");
    let (again, _) = taken(&after, REPLY);
    assert_eq!((again.result, again.changes[0].differences.len()), (FileResult::Unchanged, 0));
}

#[test]
fn what_head_office_says_is_for_one_manager() {
    let mut other = fresh();
    other.manager = id("ZZ0009");
    for file in [REPLY, SETUP] {
        let refusal = taken(&other, file).0.refusal;
        assert_eq!(refusal, Some(FileRefusal::ForOther { theirs: id(MANAGER), ours: id("ZZ0009") }));
    }
    let nobodys = with(REPLY, &[("to", None)]);
    assert_eq!(taken(&fresh(), &nobodys).0.refusal, Some(FileRefusal::Envelope { member: "to" }));
}

#[test]
fn a_comment_and_an_answer_change_nothing_that_was_written() {
    let mut device = Device::new("aa");
    for (path, value) in
        [("messages/m01/state", "told"), ("comments/c01/answer", "周三前给您"), ("messages/m01/answer", "口头答过")]
    {
        device.edit(SheetPath::parse(path).unwrap(), Some(Value::Text(value.to_owned())));
    }
    let (plan, after) = taken(&device.held(), REPLY);
    let sheet = sheet(&after, "2026-W48");
    let message = sheet.messages.get(&id("m01")).unwrap();
    assert_eq!((message.answer.as_deref(), message.state().word()), (Some("口头答过"), "told"));
    assert_eq!(sheet.comments.get(&id("c01")).unwrap().answer.as_deref(), Some("周三前给您"));
    let differences = &plan.changes[0].differences;
    let seen: Vec<_> = differences.iter().map(|it| (it.path.as_str(), it.is_expected)).collect();
    assert_eq!(seen, [("messages/m01/answer", false), ("messages/m01/state", true)]);
}

#[test]
fn what_is_wrong_in_a_reply_refuses_that_reply_alone() {
    let long = format!("\"{}\"", "字".repeat(501));
    for (bad, why) in [
        (r#"{"sheet":"2026-W60"}"#.to_owned(), "sheet"),
        (r#"{"sheet":"2026-W47","status":"lost","digest":"sha256:0"}"#.to_owned(), "receipts/"),
        (r#"{"sheet":"2026-W47","comments":[]}"#.to_owned(), "comments"),
        (r#"{"sheet":"2026-W47","comments":{"review/work":{"id":"c1"}}}"#.to_owned(), "review/work"),
        (r#"{"sheet":"2026-W47","comments":{"review/work":[{"id":"c 1","text":"x"}]}}"#.to_owned(), "review/work"),
        (format!(r#"{{"sheet":"2026-W47","comments":{{"review/work":[{{"id":"c1","text":{long}}}]}}}}"#), "comments/c1/text"),
        (r#"{"sheet":"2026-W47","answers":{"m 1":"x"}}"#.to_owned(), "m 1"),
        (r#"{"sheet":"2026-W47","answers":{"m1":7}}"#.to_owned(), "messages/m1/answer"),
    ] {
        let good = r#"{"sheet":"2026-W48","comments":{"x/later":[{"id":"c9","text":"好"}]}}"#;
        let file = with(REPLY, &[("replies", Some(&format!("[{bad},{good}]")))]);
        let (plan, after) = taken(&fresh(), &file);
        assert_eq!((plan.result, plan.refused.len()), (FileResult::Partly, 1), "{bad}");
        let refused = &plan.refused[0];
        assert!(refused.place == Place::Reply(1) && refused.fault.path.starts_with(why), "{refused:?}");
        assert_eq!(sheet(&after, "2026-W48").comments.len(), 1, "a path of later is kept");
        assert_eq!(after.sheets.len(), 1);
    }
}

#[test]
fn a_reply_and_a_setup_carry_what_their_kind_says() {
    let more = [
        ("sheets", Some(r#"[{"week":"2026-W48","manager":"ZZ0412","goals":{"vol":{"target":1}}}]"#)),
        ("settings", Some(r#"{"role":"office"}"#)),
    ];
    for (file, merged) in [(REPLY, FileResult::Partly), (SETUP, FileResult::Partly)] {
        let (plan, after) = taken(&fresh(), &with(file, &more));
        assert_eq!((plan.result, plan.refused.len()), (merged, 2));
        assert!(plan.refused.iter().all(|it| matches!(it.fault.why, DocumentFault::NotInKind(_))));
        assert!(after.settings.is_empty() && after.sheets.values().all(|it| Sheet::of(&it.document).goals.is_empty()));
    }
}

#[test]
fn a_setup_fills_what_is_absent_and_shows_the_rest() {
    let month = Doc::Month(id(MANAGER), "2026-12".parse().unwrap());
    let (plan, after) = taken(&fresh(), SETUP);
    assert_eq!((plan.result, plan.also.days.len()), (FileResult::Merged, 1));
    assert_eq!(after.rosters.len() + after.months.len(), 2);
    assert_eq!(taken(&after, SETUP).0.result, FileResult::Unchanged);
    let mut held = after.clone();
    let own = Edit {
        path: MonthPath::parse("goals/vol/target").unwrap(),
        value: Some(Value::Number(Decimal::from(150))),
        stamp: "9.zz.t".parse().unwrap(),
    };
    held.months.get_mut(&month).unwrap().document.fold(own);
    let plan = taken(&held, SETUP).0;
    assert_eq!(plan.result, FileResult::Unchanged);
    let differences: Vec<_> = plan.changes.iter().flat_map(|it| &it.differences).map(|it| it.path.as_str()).collect();
    assert_eq!(differences, ["goals/vol/target"]);
}

#[test]
fn one_setup_for_all_gives_each_his_own() {
    let months = r#"[{"month":"2026-12","goals":{"vol":{"target":1}}},
        {"month":"2026-12","manager":"ZZ0009","goals":{"vol":{"target":2}}}]"#;
    let file = with(SETUP, &[("to", None), ("months", Some(months)), ("customers", None)]);
    let mut read = read("a", file.as_bytes(), template()).unwrap();
    read.bundle.hand_to(&id(MANAGER));
    let docs: Vec<String> = read.bundle.documents().iter().map(Doc::to_string).collect();
    assert_eq!(docs, ["month/ZZ0009/2026-12", "month/ZZ0412/2026-12"], "what the device loads to hold them against");
    let (plan, after) = taken(&fresh(), &file);
    assert!(plan.warnings.contains(&Warning::ForOthers(1)) && plan.refused.is_empty());
    let (doc, part) = after.months.iter().next().unwrap();
    assert_eq!((after.months.len(), doc.to_string().as_str()), (1, "month/ZZ0412/2026-12"));
    assert_eq!(part.document.get(&MonthPath::parse("goals/vol/target").unwrap()), Some(&Value::Number(Decimal::from(1))));
}

#[test]
fn head_office_may_change_a_day_again_and_a_template_comes_once() {
    let newer = |version: u32| {
        let Ok(Json::Object(mut members)) = Json::parse(include_str!("../../public/template/tobacco-retail.json")) else {
            panic!("no template")
        };
        members.insert("version".to_owned(), Json::from(version));
        Json::Object(members).canonical()
    };
    let two = format!("[{}]", newer(2));
    let (plan, held) = taken(&fresh(), &with(SETUP, &[("templates", Some(&two))]));
    assert_eq!(plan.also.templates.len(), 1);
    let version = |held: &Held, week: &str| {
        held.foundations.template(week.parse().unwrap()).map(|it| it.get("version").unwrap().canonical())
    };
    // The setup was sent in week 49 of 2026: a week that has begun stays as it was planned.
    assert_eq!((version(&held, "2026-W49"), version(&held, "2026-W50")), (None, Some("2".to_owned())));
    let off = [("calendars", Some(r#"{"2026-12-05":false}"#)), ("templates", Some(two.as_str()))];
    let (plan, after) = taken(&held, &with(SETUP, &off));
    assert_eq!((plan.also.days.len(), plan.also.templates.len()), (1, 0));
    assert_eq!(Foundations::parse(&after.foundations.row()), after.foundations);
    let broken = newer(3).replace("\"indicators\"", "\"indicator\"");
    let plan = taken(&after, &with(SETUP, &[("templates", Some(&format!("[{broken}]")))])).0;
    assert_eq!((plan.result, &plan.refused[0].place), (FileResult::Partly, &Place::Template(1)));
}

/// A measure may not become another kind of figure: the weeks that hold it could not be read.
#[test]
fn a_template_that_changes_what_a_figure_is_is_refused() {
    let shipped = include_str!("../../public/template/tobacco-retail.json");
    let Ok(Json::Object(mut members)) = Json::parse(shipped) else { panic!("no template") };
    members.insert("version".to_owned(), Json::from(2));
    let changed = Json::Object(members).canonical().replacen(r#""decimals":2"#, r#""decimals":1"#, 1);
    assert!(Template::parse(&changed).is_ok());
    let file = with(SETUP, &[("templates", Some(&format!("[{changed}]")))]);
    let read = read("a", file.as_bytes(), template()).unwrap();
    assert!(matches!(read.refused[0].fault.why, DocumentFault::BadTemplate(_)));
    assert!(stage(&fresh(), vec![("a".to_owned(), Ok(read))]).files[0].also.templates.is_empty());
}
