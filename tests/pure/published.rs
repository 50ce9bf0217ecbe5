//! The example files published with the schema (public/schema): a made-up manager's week as it would be handed over and backed
//! up, and what head office sends. Made here, so that they are always what this build writes.

use onesheet::bundle::digest;
use onesheet::bundle::format::{Bundle, BundleKind, Part};
use onesheet::bundle::write;
use onesheet::domain::calendar::Calendar;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::month::{MonthView, Plan, target_of};
use onesheet::domain::path::{MonthPath, Path, RosterPath, SettingsPath};
use onesheet::domain::value::from_json;

use super::devices::{Device, MANAGER, envelope, id, sheet_doc, template};

/// The computer in the office, where the week is planned, and the phone that goes to the shops.
const OFFICE: &str = "m3x8aa";
const PHONE: &str = "k7f2q9";

const SETTINGS: &str = r#"
role = "manager"
manager = {"id":"ZZ0412","name":"张三","area":"金水一区","unit":"市区营销部"}
device/name = "办公室电脑"
language = "zh"
"#;

const NOVEMBER: &str = r#"
goals/vol = {"target":160,"slices":{"2026-W48":38.5}}
goals/amt/target = 566
goals/key/target = 6450
goals/new/target = 75
goals/fill/target = 92
goals/price/target = 95
goals/sat/target = 92
goals/visit/target = 50
goals/oos/target = 5
skills/speak = {"score":4,"note":"两条卖点能讲清"}
skills/analyse/score = 3
"#;

const ROSTER: &str = r#"
41010001 = {"name":"老王超市","format":"超市","market":"城镇","size":"中","tier":18,"visit_cycle":14,"order_day":3,"status":"正常","owner":"王惊蛰","phone":"13800001037"}
41010002 = {"name":"惠民便利","format":"便利店","market":"城镇","size":"中","tier":16,"visit_cycle":14,"order_day":4,"status":"正常","sample":true,"note":"愿做示范店"}
41010003 = {"name":"顺达烟酒","format":"烟酒商店","market":"城镇","size":"大","tier":26,"visit_cycle":7,"order_day":5,"status":"正常","owner":"李春苗","phone":"13800001111"}
41010004 = {"name":"金水食杂","format":"食杂店","market":"城镇","size":"小","tier":8,"visit_cycle":30,"order_day":1,"status":"正常"}
41010032 = {"name":"建设路烟酒","format":"烟酒商店","market":"城镇","size":"大","tier":23,"visit_cycle":7,"order_day":2,"status":"正常","group":"建设路小组","group_lead":true}
"#;

/// Monday morning, in the office.
const PLAN: &str = r#"
carried/p01 = {"from":"2026-W47","since":"2026-W46","text":"紧俏细支断货，12户反映","cause":"supply","measure":"记清断货天数，报主任协调投放","state":"open"}
focus = {"kind":"problem","ref":"p01","text":"先保老客户不断供"}
tasks/svc-05 = {"ticked":true,"method":"老城片20户，讲清两条卖点\n周四复查上柜"}
tasks/ter-07 = {"ticked":true,"method":"缺价签14户，周二集中补换，周四扫尾"}
tasks/grp-01 = {"ticked":true,"method":"建设路小组20户，周三19点开会，当场签公约"}
days/2026-11-23 = {"focus":"新品上柜","visits":{"41010001":{"planned":true,"point":"新品上柜"},"41010003":{"planned":true,"point":"货源政策讲解"},"41010004":{"planned":true,"point":"新品上柜"}}}
days/2026-11-24 = {"focus":"价签补换","visits":{"41010002":{"planned":true,"point":"价签补换"},"41010004":{"planned":true,"point":"价签补换"}}}
days/2026-11-25 = {"focus":"小组活动","visits":{"41010032":{"planned":true,"point":"签公约"},"41010003":{"planned":true,"point":"邀请参会"}}}
days/2026-11-26 = {"focus":"复查上柜","visits":{"41010001":{"planned":true,"point":"复看新品动销"},"41010004":{"planned":true,"point":"复看新品动销"},"41010002":{"planned":true,"point":"示范店陈列"}}}
days/2026-11-27 = {"focus":"断货采集","visits":{"41010003":{"planned":true,"point":"断货天数采集"},"41010032":{"planned":true,"point":"价格复查"},"41010002":{"planned":true,"point":"断货天数采集"}}}
"#;

/// Monday to Thursday, in the shops.
const SHOPS: &str = r#"
days/2026-11-23/visits/41010001 = {"outcome":"done","note":"上柜2条，摆在收银台右侧"}
days/2026-11-23/visits/41010003 = {"outcome":"done","note":"细支断4天，已讲投放办法","promise":"到货当天先打电话","due":"2026-11-27"}
days/2026-11-23/visits/41010004 = {"outcome":"partly","note":"怕压货，先试订1条","promise":"周四回来看动销","due":"2026-11-26"}
days/2026-11-23/values = {"vol":7.46,"amt":26.38,"key":296,"new":67.2,"fill":{"num":1865,"den":2038},"price":{"num":13,"den":14},"oos":{"num":1,"den":8}}
days/2026-11-23/problems/p01 = {"text":"紧俏细支断货，3户当面反映","cause":"supply","measure":"逐户记断货天数，报主任协调投放"}
days/2026-11-23/problems/p03 = {"text":"2户怕压货，不愿上新品","cause":"will","measure":"先试订1条，周四看动销再补"}
days/2026-11-23 = {"principal":"p01","summary":"新品上柜9户\n2户怕压货"}
messages/m01 = {"to":"head","items":{"hd-st4":true,"hd-op1":true},"text":"紧俏细支连断三周，12户反映\n建议按近四周订货量投放，先保老客户","means":"platform","at":"2026-11-23T17:20:00+08:00","customers":{"41010003":true},"state":"told"}
days/2026-11-24/visits/41010002 = {"outcome":"done","note":"补签4个，改正1处错价"}
days/2026-11-24/visits/41010004 = {"outcome":"missed","note":"店门未开，周四补访"}
days/2026-11-24/values = {"vol":7.82,"amt":27.71,"key":318,"fill":{"num":1955,"den":2146},"price":{"num":14,"den":15},"oos":{"num":0,"den":8}}
days/2026-11-24/problems/p04 = {"text":"新价签到货慢，缺3种规格","cause":"coop","measure":"先借邻组价签"}
days/2026-11-24/principal = "p04"
days/2026-11-25/visits/41010032 = {"outcome":"done","note":"组长先签，带头公开零售价"}
days/2026-11-25/visits/41010003 = {"outcome":"done","note":"答应到会"}
days/2026-11-25/values = {"vol":7.16,"amt":25.36,"key":287,"fill":{"num":1790,"den":1979},"price":{"num":11,"den":15},"oos":{"num":0,"den":8}}
days/2026-11-25/problems/p05 = {"text":"4户有签不按签卖，不愿先公开","cause":"price","measure":"组长店先公开，周五逐户复查"}
days/2026-11-25/adhoc/a01 = {"text":"主任交办：核实一户订货骤减","done":true}
days/2026-11-25/principal = "p05"
messages/m02 = {"to":"retailer","items":{"re-no1":true},"text":"建设路本周送货改到周四上午","means":"group","at":"2026-11-25T16:05:00+08:00","customers":{"41010032":true,"41010003":true},"state":"closed","answer":"群里已回复"}
days/2026-11-26/visits/41010001 = {"outcome":"done","note":"已卖出1条"}
days/2026-11-26/visits/41010004 = {"outcome":"done","note":"试订1条卖完，再订2条"}
days/2026-11-26/visits/41010002 = {"outcome":"done","note":"陈列整齐，两周没走样"}
days/2026-11-26/values = {"vol":7.38,"amt":26.16,"key":301,"new":73.7,"fill":{"num":1845,"den":2015},"price":{"num":15,"den":15},"oos":{"num":1,"den":8}}
days/2026-11-26/principal = "p01"
days/2026-11-26/problems/p01 = {"text":"紧俏细支仍断货","cause":"supply","measure":"12户近四周订货量列表，周五报主任"}
tasks/ter-07 = {"state":"done","result":"14户全部补齐"}
tasks/grp-01 = {"state":"done","result":"到会16户，签公约14户"}
"#;

/// Thursday evening on each of the two, neither knowing of the other; then Friday on the phone.
const OFFICE_SAYS: &str = "review/work = \"新品上柜17/20户，价签14户全部补齐\"";
const PHONE_SAYS: &str = "review/work = \"新品上柜18/20户，价签14户全部补齐，小组到会16/20\"";
const FRIDAY: &str = r#"
days/2026-11-27/visits/41010003 = {"outcome":"done","note":"断货2天，已记"}
days/2026-11-27/visits/41010032 = {"outcome":"done","note":"4户里3户已按签卖"}
days/2026-11-27/visits/41010002 = null
days/2026-11-27/values = {"vol":8.1,"amt":28.7,"key":330,"new":75.2,"fill":{"num":2010,"den":2160},"price":{"num":14,"den":15},"oos":{"num":0,"den":8}}
goals/vol/note = "细支断货约影响0.6箱"
goals/sat/note = "每季一测，本周不测，不算零"
tasks/svc-05 = {"state":"partly","result":"上柜18户，余2户下周再看"}
review/problems/p01 = {"text":"紧俏细支断货，12户反映","cause":"supply","analysis":"投放按上季销量，近四周订货已多两成","measure":"每周三前报下周细支需求，附近四周订货量\n到货当天电话告知12户","owner":"本人，请主任协调货源","due":"2026-12-03","state":"open"}
review/problems/p05 = {"text":"建设路4户有签不按签卖","cause":"price","analysis":"怕邻店先降价，谁也不愿先公开","measure":"周五、下周二各查一次","owner":"本人与小组组长","due":"2026-12-01","state":"open"}
review/principal = "p01"
handed = {"at":"2026-11-27T17:41:05+08:00","bundle":"0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11"}
"#;

/// What head office writes with a program of its own: the answer to the week, and the month to come.
const REPLY: &str = r#"{
  "format":"onesheet.bundle","version":1,"kind":"reply","id":"0199d170-2b40-7c11-8e0a-5b6d7e8f9a01",
  "created":"2026-11-30T10:05:00+08:00","from":{"role":"head","id":"ZZ0001","name":"李四","unit":"市区营销部"},"to":"ZZ0412",
  "device":"hq01","template":{"id":"tobacco-retail","version":1},
  "replies":[{"sheet":"2026-W48","digest":"…","status":"accepted",
    "comments":{
      "review/problems/p01/measure":[{"id":"c01","by":"李四","at":"2026-11-30T09:40:00+08:00","text":"办法可行，需求表周三中午前给我"}],
      "days/2026-11-23/visits/41010003/promise":[{"id":"c02","by":"李四","at":"2026-11-30T09:42:00+08:00","text":"到货已排在周二，请先告诉这一户"}]},
    "answers":{"m01":"已报公司，从下周起按近四周订货量试投"}}]
}"#;
const SETUP: &str = r#"{
  "format":"onesheet.bundle","version":1,"kind":"setup","id":"0199d170-51c8-7d02-b3f4-1c2d3e4f5a02",
  "created":"2026-11-30T10:20:00+08:00","from":{"role":"head","id":"ZZ0001","name":"李四","unit":"市区营销部"},"to":"ZZ0412",
  "device":"hq01","template":{"id":"tobacco-retail","version":1},
  "months":[{"manager":"ZZ0412","month":"2026-12","goals":{"vol":{"target":176},"amt":{"target":622},"new":{"target":80},"visit":{"target":55}}}],
  "customers":[{"manager":"ZZ0412","code":"41010088","name":"北环便利","format":"便利店","market":"城镇","size":"小","tier":6,"visit_cycle":14,"order_day":2,"status":"正常"}],
  "calendars":{"2026-12-05":true}
}"#;

/// The examples by the names of their files.
pub fn examples() -> Vec<(&'static str, Vec<u8>)> {
    let (report, backup) = week();
    let report_digest = Json::parse(&String::from_utf8(report.clone()).unwrap()).unwrap().get(digest::MEMBER).unwrap().clone();
    let reply = REPLY.replace("\"…\"", &report_digest.canonical());
    vec![
        ("report.onesheet.json", report),
        ("backup.onesheet.json", backup),
        ("reply.onesheet.json", sealed(&reply)),
        ("setup.onesheet.json", sealed(SETUP)),
    ]
}

fn sealed(text: &str) -> Vec<u8> {
    digest::seal(Json::parse(text).unwrap().as_object().unwrap()).into_bytes()
}

/// The week on two devices; then its report and a backup, both of the phone.
fn week() -> (Vec<u8>, Vec<u8>) {
    let (mut office, mut phone) = (Device::new(OFFICE), Device::new(PHONE));
    let settings = written::<SettingsPath>(&mut office, SETTINGS);
    let november = written::<MonthPath>(&mut office, NOVEMBER);
    let roster = written::<RosterPath>(&mut office, ROSTER);
    type_in(&mut office, PLAN);
    phone.merge(&office);
    type_in(&mut phone, SHOPS);
    type_in(&mut office, OFFICE_SAYS);
    type_in(&mut phone, PHONE_SAYS);
    phone.merge(&office);
    type_in(&mut phone, FRIDAY);

    let targets = targets(&november);
    let mut bundle = envelope(BundleKind::Report, &phone.id);
    bundle.app = "0.1.0".to_owned();
    bundle.sheets.push(Part::new(sheet_doc(), phone.document.clone()));
    bundle.months.push(Part::new(Doc::Month(id(MANAGER), "2026-11".parse().unwrap()), november));
    bundle.rosters.push(Part::new(Doc::Roster(id(MANAGER)), roster));
    let report = write::report(bundle.clone(), write::Customers::Classes, template(), &targets).unwrap();
    let backup = Bundle {
        id: "0199c2a9-7312-7a55-8f21-6c0b9d3e4f21".to_owned(),
        created: "2026-11-27T17:46:30+08:00".to_owned(),
        settings: Some(Part::new(Doc::Settings, settings)),
        known: phone.known,
        ..bundle
    };
    (report, write::backup(&backup, template(), &targets))
}

/// What the month gives its weeks, as the product counts it.
fn targets(november: &Document<MonthPath>) -> impl Fn(&Doc, &Id) -> Option<Decimal> + use<> {
    let calendar = Calendar::parse(include_str!("../../public/calendar/cn.json")).unwrap();
    let works = |day| calendar.is_workday(day);
    let months = [MonthView::new("2026-11".parse().unwrap(), Plan::of(november), &works)];
    move |doc, indicator| match doc {
        Doc::Sheet(_, week) => target_of(template().indicator(indicator)?, *week, &months),
        _ => None,
    }
}

fn type_in(device: &mut Device, lines: &str) {
    edits(lines, &mut |path, json| {
        let path = Path::parse(path).unwrap();
        let value = from_json(&path, json, template()).unwrap().0;
        device.edit(path, value);
    });
}

/// Another document than the sheet, typed on a device.
fn written<P: Path>(device: &mut Device, lines: &str) -> Document<P> {
    let mut document = Document::default();
    edits(lines, &mut |path, json| {
        let path = P::parse(path).unwrap();
        let value = from_json(&path, json, template()).unwrap().0;
        device.counter += 1;
        let stamp = Stamp { counter: device.counter, device: device.id.clone(), tab: id("t1") };
        document.fold(Edit { path, value, stamp });
    });
    document
}

/// Lines of `path = json`, value by value: an object stands for all that is in it.
fn edits(lines: &str, take: &mut impl FnMut(&str, &Json)) {
    for line in lines.lines().filter(|it| !it.is_empty()) {
        let (path, json) = line.split_once(" = ").unwrap();
        walk(path, &Json::parse(json).unwrap(), take);
    }
}

fn walk(path: &str, json: &Json, take: &mut impl FnMut(&str, &Json)) {
    match json.as_object() {
        Some(members) if !members.contains_key("num") => {
            members.iter().for_each(|(name, it)| walk(&format!("{path}/{name}"), it, take));
        }
        _ => take(path, json),
    }
}
