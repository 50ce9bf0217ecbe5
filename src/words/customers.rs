//! What is said of customers: the names of their fields, the words a field offers, and what an import of a roster would change.

use chrono::NaiveDate;

use super::{Lang, Word, said};
use crate::domain::customers::Customer;
use crate::domain::customers::profile::{is_personal, masked};
use crate::domain::id::Id;
use crate::domain::path::RosterPath;

/// What a field is called. The first names of roster_file/fields.rs are the same (tests/pure/roster_words.rs).
pub fn field(lang: Lang, path: &RosterPath) -> &'static str {
    use RosterPath as P;
    let (zh, en) = match path {
        P::Customer(_) => ("客户编码", "Customer code"),
        P::Name(_) => ("店名", "Shop name"),
        P::Owner(_) => ("负责人", "Person in charge"),
        P::Phone(_) => ("联系电话", "Phone"),
        P::Wechat(_) => ("微信号", "WeChat id"),
        P::License(_) => ("许可证号", "Licence number"),
        P::LicenseTo(_) => ("许可证有效期", "Licence valid until"),
        P::Address(_) => ("经营地址", "Shop address"),
        P::Area(_) => ("片区", "Area"),
        P::Format(_) => ("业态", "Format"),
        P::Market(_) => ("市场类型", "Market type"),
        P::Size(_) => ("经营规模", "Size"),
        P::Tier(_) => ("档位", "Tier"),
        P::Star(_) => ("星级", "Star"),
        P::District(_) => ("商圈", "Trade area"),
        P::VisitCycle(_) => ("拜访周期", "Visit cycle"),
        P::OrderCycle(_) => ("订货周期", "Order cycle"),
        P::OrderDay(_) => ("订货日", "Order weekday"),
        P::DeliverDay(_) => ("送货日", "Delivery weekday"),
        P::OrderWay(_) => ("订货方式", "Order way"),
        P::PayWay(_) => ("结算方式", "Settlement"),
        P::Integrity(_) => ("诚信等级", "Integrity grade"),
        P::Compliance(_) => ("守法情况", "Compliance history"),
        P::Terminal(_) => ("终端类型", "Terminal type"),
        P::Scan(_) => ("扫码设备", "Scan device"),
        P::Group(_) => ("互助小组", "Group"),
        P::GroupLead(_) => ("是否组长", "Leader?"),
        P::Sample(_) => ("信息采集点", "Sample shop?"),
        P::Cooperation(_) => ("配合度", "Cooperation"),
        P::Status(_) => ("经营状态", "State"),
        P::Joined(_) => ("入网日期", "Joined"),
        P::Note(_) => ("备注", "Note"),
    };
    lang.of(zh, en)
}

/// A value as it is read: a word of a field's, a weekday, yes or no; anything else as it is.
pub fn value<'a>(lang: Lang, path: &RosterPath, text: &'a str) -> &'a str {
    match (path, text) {
        (RosterPath::OrderDay(_) | RosterPath::DeliverDay(_), _) => {
            let day = text.parse().ok().and_then(|it| NaiveDate::from_ymd_opt(2024, 1, it));
            // 2024 began on a Monday.
            day.filter(|_| text.len() == 1).map_or(text, |it| said::weekday(lang, it))
        }
        (_, "true") => lang.say(Word::Yes),
        (_, "false") => lang.say(Word::No),
        _ => word(lang, text),
    }
}

/// A word of rosters, where it is one that is known here.
pub fn word(lang: Lang, text: &str) -> &str {
    match lang {
        Lang::Zh => text,
        Lang::En => ENGLISH.iter().find(|it| it.0 == text).map_or(text, |it| it.1),
    }
}

const ENGLISH: [(&str, &str); 27] = [
    ("食杂店", "Grocery"),
    ("便利店", "Convenience store"),
    ("超市", "Supermarket"),
    ("商场", "Mall"),
    ("烟酒商店", "Tobacco and liquor"),
    ("娱乐服务", "Entertainment, service"),
    ("其他", "Other"),
    ("城镇", "Urban"),
    ("乡村", "Rural"),
    ("大", "Large"),
    ("中", "Medium"),
    ("小", "Small"),
    ("网上", "Online"),
    ("手机", "Mobile"),
    ("电话", "Phone"),
    ("电子", "Electronic"),
    ("现金", "Cash"),
    ("普通", "Ordinary"),
    ("现代", "Modern"),
    ("加盟", "Franchise"),
    ("示范", "Model"),
    ("高", "High"),
    ("低", "Low"),
    ("正常", "Open"),
    ("停业", "Suspended"),
    ("歇业", "Closed"),
    ("注销", "Deregistered"),
];

/// What a customer is, in a line.
pub fn classes(lang: Lang, code: &Id, it: &Customer) -> String {
    let tier = if it.tier.is_empty() { String::new() } else { format!("{} {}", lang.of("档位", "Tier"), it.tier) };
    let format = value(lang, &RosterPath::Format(code.clone()), &it.format);
    let status = value(lang, &RosterPath::Status(code.clone()), &it.status);
    let mut all = vec![it.area.as_str(), format, &tier, status];
    all.retain(|it| !it.is_empty());
    all.join(" · ")
}

/// How many customers there are, or how many of them a search finds.
pub fn counted(lang: Lang, found: usize, all: usize) -> String {
    match lang {
        Lang::Zh if found == all => format!("共 {all} 户"),
        Lang::Zh => format!("找到 {found} 户，共 {all} 户"),
        Lang::En if found == all => format!("{all} in all"),
        Lang::En => format!("{found} found of {all}"),
    }
}

/// Beyond the rows that are shown.
pub fn more_to_find(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 户，请多输几个字来找"),
        Lang::En => format!("and {count} more; type more to find them"),
    }
}

/// A day of the year it is in.
pub fn day(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", said::date(lang, date), said::weekday(lang, date))
}

/// When a customer was last seen, and when the next visit is due.
pub fn due(lang: Lang, last: Option<NaiveDate>, next: Option<NaiveDate>, today: NaiveDate) -> String {
    let seen = last.map_or_else(|| lang.say(Word::NotYet).to_owned(), |it| day(lang, it));
    let seen = format!("{} {seen}", lang.of("上次拜访", "Last visit"));
    let Some(next) = next else { return seen };
    let days = (next - today).num_days();
    let when = match (lang, days) {
        (Lang::Zh, 0..) => format!("还有 {days} 天"),
        (Lang::Zh, _) => format!("已过 {} 天", -days),
        (Lang::En, 0..) => format!("in {days} d"),
        (Lang::En, _) => format!("{} d overdue", -days),
    };
    format!("{seen} · {} {} · {when}", lang.of("下次应访", "next due"), day(lang, next))
}

/// The window's title.
pub fn title(lang: Lang, name: &str) -> String {
    format!("{name} · {}", lang.say(Word::Brand))
}

/// A customer by name and code.
fn who(lang: Lang, name: Option<&str>, code: &str) -> String {
    match (name, lang) {
        (None, _) => code.to_owned(),
        (Some(name), Lang::Zh) => format!("{name}（{code}）"),
        (Some(name), Lang::En) => format!("{name} ({code})"),
    }
}

/// A customer the roster has not got.
pub fn added(lang: Lang, name: Option<&str>, code: &str, fields: usize) -> String {
    let who = who(lang, name, code);
    match lang {
        Lang::Zh => format!("{who}：{fields} 项"),
        Lang::En if fields == 1 => format!("{who}: 1 field"),
        Lang::En => format!("{who}: {fields} fields"),
    }
}

/// A customer of whom the file says something else, field by field: the path, before, after. What is personal stays masked.
pub fn changed(lang: Lang, name: Option<&str>, code: &str, fields: &[(RosterPath, String, String)]) -> String {
    let shown = |path: &RosterPath, it: &str| match it {
        "" => lang.say(Word::Nothing).to_owned(),
        it if is_personal(path) => masked(path, it),
        it => value(lang, path, it).to_owned(),
    };
    let one = |(path, old, new): &(RosterPath, String, String)| {
        format!("{}{}{} → {}", field(lang, path), lang.say(Word::Colon), shown(path, old), shown(path, new))
    };
    let all = fields.iter().map(one).collect::<Vec<_>>().join(lang.of("；", "; "));
    format!("{} {all}", who(lang, name, code))
}

/// A customer the file has not got.
pub fn missing(lang: Lang, name: Option<&str>, code: &str) -> String {
    who(lang, name, code)
}

/// Beyond the lines that are shown.
pub fn more_lines(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 条"),
        Lang::En => format!("and {count} more"),
    }
}

/// What a part of an import's report is about, and how much of it there is.
pub fn part(lang: Lang, kind: &str, count: usize) -> String {
    let name = match kind {
        "added" => lang.of("新增", "Added"),
        "changed" => lang.of("改动", "Changed"),
        "unchanged" => lang.of("没有变化", "Unchanged"),
        "missing" => lang.of("名册里有、文件里没有（保留不动）", "In the roster, not in the file (kept as they are)"),
        _ => lang.of("有问题", "Problems"),
    };
    format!("{name} {count}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customers::profile::words;
    use crate::domain::path::Path;

    #[test]
    fn every_field_and_every_word_is_said() {
        let chinese = |it: &str| it.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
        for (segments, _) in RosterPath::table().iter().filter(|it| it.0.len() == 2) {
            let path = RosterPath::parse(&format!("A1/{}", segments[1])).unwrap();
            assert!(chinese(field(Lang::Zh, &path)) && !chinese(field(Lang::En, &path)), "{path}");
            for word in words(&path) {
                assert!(!chinese(value(Lang::En, &path, word)), "{path} {word}");
                assert!(!value(Lang::Zh, &path, word).is_empty());
            }
        }
        let day = RosterPath::OrderDay("A1".parse().unwrap());
        let said = ["1", "7", "8", "x", "12"].map(|it| value(Lang::Zh, &day, it));
        assert_eq!(said, ["周一", "周日", "周一", "x", "12"]);
    }

    #[test]
    fn changes_are_said_field_by_field() {
        let code = || "A1".parse().unwrap();
        let own = |it: &str| it.to_owned();
        let fields = [(RosterPath::Status(code()), own("正常"), own("停业")), (RosterPath::Scan(code()), own(""), own("true"))];
        assert_eq!(changed(Lang::Zh, Some("老王"), "A1", &fields), "老王（A1） 经营状态：正常 → 停业；扫码设备：（空） → 是");
        let phone = [(RosterPath::Phone(code()), own("13812345678"), own("13987654321"))];
        assert_eq!(changed(Lang::Zh, None, "A1", &phone), "A1 联系电话：138****5678 → 139****4321");
        assert_eq!(changed(Lang::En, None, "A1", &fields), "A1 State: Open → Suspended; Scan device: (empty) → yes");
    }
}
