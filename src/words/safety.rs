//! What is said of how safe this device is, of files given out, and of copies kept here.

use chrono::NaiveDate;

use super::storage::{self, StorageFault};
use super::{Lang, said};
use crate::domain::week::parse_date;
use crate::keeping::copies::{Label, Size};
use crate::keeping::given::Given;
use crate::keeping::safety::{App, Finding};

/// The line beside "saved": the last file, and what was written since.
pub fn line(lang: Lang, given: &Given, today: NaiveDate, is_due: bool) -> String {
    let file = match &given.at {
        Some(at) => [lang.of("文件 ", "File "), &day_or_time(lang, at, today)].concat(),
        None => lang.of("还没有文件", "No file yet").to_owned(),
    };
    let since = match (given.changes, lang) {
        (0, _) => return file,
        (count, Lang::Zh) if is_due => format!("{count} 处待备份"),
        (count, Lang::Zh) => format!("其后 {count} 处"),
        (1, Lang::En) => "1 change".to_owned(),
        (count, Lang::En) => format!("{count} changes"),
    };
    let since = since + if is_due { lang.of("", " to back up") } else { lang.of("", " since") };
    [&file, " · ", &since].concat()
}

/// A moment of today by its time, another by its day.
fn day_or_time(lang: Lang, at: &str, today: NaiveDate) -> String {
    match date_of(at) {
        Some(date) if date != today => said::date(lang, date),
        _ => time_of(at).to_owned(),
    }
}

fn date_of(at: &str) -> Option<NaiveDate> {
    parse_date(at.get(..10)?).ok()
}

fn time_of(at: &str) -> &str {
    at.get(11..16).unwrap_or(at)
}

/// A moment by day and time; by its year too, which may be what is wrong with it.
pub(super) fn moment(lang: Lang, at: &str) -> String {
    match (date_of(at), at.get(..4)) {
        (Some(date), Some(year)) => match lang {
            Lang::Zh => format!("{year}年{} {}", said::date(lang, date), time_of(at)),
            Lang::En => format!("{} {year} {}", said::date(lang, date), time_of(at)),
        },
        _ => at.to_owned(),
    }
}

/// What a finding is about.
pub fn about(lang: Lang, it: &Finding) -> &'static str {
    match it.about() {
        "installed" => lang.of("装在主屏幕", "Installed"),
        "persistent" => lang.of("不被自动清除", "Kept by the browser"),
        "private" => lang.of("无痕窗口", "Private window"),
        "browser" => lang.of("浏览器", "Browser"),
        "room" => lang.of("剩余空间", "Free space"),
        "clock" => lang.of("时钟", "Clock"),
        "fault" => lang.of("存不上", "Failures to save"),
        "file" => lang.of("设备以外的文件", "Files elsewhere"),
        "net" => lang.of("防丢措施", "Safety net"),
        _ => lang.of("本机存档", "Copies here"),
    }
}

/// What was found, what it means, and what to do.
pub fn says(lang: Lang, it: &Finding) -> String {
    match it {
        Finding::InApp(app) => in_app(lang, *app),
        Finding::Room(Some((used, left))) => room(lang, *used, *left),
        Finding::ClockBehind { now, newest } => clock(lang, &moment(lang, now), &moment(lang, newest)),
        Finding::ClockAbsurd(now) => absurd(lang, &moment(lang, now)),
        Finding::Fault { at, kind, .. } => fault(lang, &moment(lang, at), storage::fault(lang, &named(kind))),
        Finding::File { given, is_due } => file(lang, given, *is_due),
        Finding::Copies(count, newest) if *count > 0 => kept(lang, *count, &moment(lang, newest)),
        _ => plain(lang, it).to_owned(),
    }
}

fn plain(lang: Lang, it: &Finding) -> &'static str {
    match it {
        Finding::Installed => lang.of("从主屏幕打开，有自己的存储。", "Opened from the home screen, with storage of its own."),
        Finding::NotInstalled { is_apple: true } => lang.of(
            "现在是普通网页。七天没有打开，浏览器会清掉这里的内容。请先“全部备份”，再用“分享 → 添加到主屏幕”，从主屏幕打开后导入备份。",
            "This is an ordinary page: what is here is cleared after seven days without a visit. Back up everything, use Share → Add to Home Screen, open it from there and import the backup.",
        ),
        Finding::NotInstalled { .. } => lang.of(
            "现在是普通网页。请在浏览器菜单里选“安装”或“添加到主屏幕”，内容就不容易被清掉。",
            "This is an ordinary page. Choose Install or Add to Home screen in the browser's menu, and it is less likely to be cleared.",
        ),
        Finding::Persistent(Some(true)) => {
            lang.of("浏览器答应不自动清除这里的内容。", "The browser has promised not to clear what is here by itself.")
        }
        Finding::Persistent(Some(false)) => lang.of(
            "设备空间紧张时，浏览器可能自动清除这里的内容。装到主屏幕或加入书签以后再问一次；在那之前常备份。",
            "When space runs short the browser may clear what is here. Install or bookmark this page and ask again; back up often until then.",
        ),
        Finding::Private(Some(true)) => lang.of(
            "看来是无痕（隐私）窗口：一关掉，内容就没了。请先“全部备份”，再到普通窗口里打开并导入。",
            "This seems to be a private window: closing it removes everything. Back up everything, then open a normal window and import it.",
        ),
        Finding::Private(Some(false)) => lang.of("不是无痕窗口。", "Not a private window."),
        Finding::Private(None) => lang.of(
            "浏览器不告诉网页是不是无痕窗口。如果您开的是无痕窗口，请换普通窗口：无痕窗口一关，内容就没了。",
            "The browser does not tell a page whether its window is private. If you opened a private one, use a normal window instead: closing a private one removes everything.",
        ),
        Finding::OwnBrowser => lang.of("在独立的浏览器里打开。", "Opened in a browser of its own."),
        Finding::Net { has_journal: false, .. } => lang.of(
            "浏览器不允许网页记草稿（localStorage），窗口突然被关时可能丢掉最后几个字。请在浏览器设置里允许网站存储数据。",
            "The browser keeps no drafts for pages (localStorage), so a window killed at the wrong moment may lose the last few characters. Allow sites to store data in its settings.",
        ),
        Finding::Net { has_locks: false, .. } => lang.of(
            "这个浏览器不会协调几个窗口，请只开一个。",
            "This browser cannot keep several windows apart; open only one.",
        ),
        Finding::Net { .. } => lang.of(
            "每次输入都记两处，窗口突然被关也不丢；几个窗口不会互相覆盖。",
            "Every input is noted in two places, so a killed window loses nothing; windows do not overwrite each other.",
        ),
        Finding::ClockRight => lang.of("和存过的内容对得上。", "It agrees with what was stored before."),
        Finding::NoFault => lang.of("没有存不上的记录。", "None noted."),
        Finding::Copies(..) => lang.of(
            "还没有。每周第一次停下来时，会自动存一份全部内容。",
            "None yet. Once a week, when you first pause, a copy of everything is kept here by itself.",
        ),
        _ => lang.of("这个浏览器没有说，请常备份。", "This browser does not say; back up often."),
    }
}

fn in_app(lang: Lang, app: App) -> String {
    let name = match app {
        App::WeChat => lang.of("微信", "WeChat"),
        App::Qq => "QQ",
        App::DingTalk => lang.of("钉钉", "DingTalk"),
        App::Weibo => lang.of("微博", "Weibo"),
    };
    match lang {
        Lang::Zh => format!(
            "现在是在{name}里面打开的，{name}清理缓存时会一起清掉。请先“全部备份”，再点右上角“…”选“在浏览器打开”，然后导入备份。"
        ),
        Lang::En => format!(
            "Opened inside {name}, and {name} clears it with its cache. Back up everything, choose “Open in browser” from the menu at the top right, and import the backup there."
        ),
    }
}

fn room(lang: Lang, used: u64, left: u64) -> String {
    let (used, left) = (size(used), size(left));
    match lang {
        Lang::Zh => format!("已用 {used}，浏览器最多还给 {left}。设备本身快满时可能更少；不够时请删掉一些照片或应用。"),
        Lang::En => {
            format!(
                "{used} used; the browser allows up to {left} more, less when the device itself is full. If it runs short, delete some photos or apps."
            )
        }
    }
}

/// Bytes as a person reads them.
fn size(bytes: u64) -> String {
    let megabytes = bytes >> 20;
    match megabytes {
        0 => "1 MB".to_owned(),
        1..1024 => format!("{megabytes} MB"),
        _ => format!("{} GB", megabytes >> 10),
    }
}

fn clock(lang: Lang, now: &str, newest: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "时钟现在是 {now}，可这里有 {newest} 存下的内容。请在系统设置里打开“自动设置时间”。先后次序不靠时钟，不会乱；写下的日期会错。"
        ),
        Lang::En => format!(
            "The clock says {now}, yet something here was stored at {newest}. Let the device set its time automatically. Order does not depend on the clock and stays right; dates noted meanwhile may be wrong."
        ),
    }
}

fn absurd(lang: Lang, now: &str) -> String {
    match lang {
        Lang::Zh => format!("时钟现在是 {now}，不可能。请在系统设置里打开“自动设置时间”，不然本周、今天都会打开错的。"),
        Lang::En => format!(
            "The clock says {now}, which cannot be. Let the device set its time automatically; today and this week open wrongly otherwise."
        ),
    }
}

fn fault(lang: Lang, at: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("最近一次是 {at}：{why}最上面写着“已存本机”，就是后来都存好了。"),
        Lang::En => format!("Last at {at}. {why} Where the top says “Saved on this device”, all of it has been saved since."),
    }
}

/// A fault that was noted by its name.
fn named(kind: &str) -> StorageFault {
    match kind {
        "Quota" => StorageFault::Full,
        "Blocked" => StorageFault::Blocked,
        "TimedOut" => StorageFault::Slow,
        "Closed" => StorageFault::Lost,
        "Unavailable" => StorageFault::Unavailable,
        "Damaged" => StorageFault::Damaged,
        "NewerVersion" => StorageFault::NewerVersion,
        _ => StorageFault::Other,
    }
}

fn file(lang: Lang, given: &Given, is_due: bool) -> String {
    let Some(at) = &given.at else {
        return lang
            .of(
                "还没有文件离开过这台设备。设备丢了或坏了，内容就没了。请到“上交与导入”点“全部备份”。",
                "No file has left this device yet. If it is lost or broken, so is everything here. Back up everything under Exchange.",
            )
            .to_owned();
    };
    let (at, count) = (moment(lang, at), given.changes);
    let what = match (lang, given.is_whole) {
        (Lang::Zh, true) => format!("{at} 备份过全部内容，其后写了 {count} 处。"),
        (Lang::En, true) => format!("Everything was backed up at {at}; changes since: {count}. "),
        (Lang::Zh, false) => format!("{at} 上交过一周，其后写了 {count} 处。那个文件只有那一周。"),
        (Lang::En, false) => {
            format!("A week was handed over at {at}; changes since: {count}. That file holds that week alone. ")
        }
    };
    let advice = match is_due {
        true => lang.of("该再点一次“全部备份”了。", "It is time to back up everything again."),
        false => lang.of("设备丢了，只有文件里的还在。", "Should this device be lost, what is in files is what remains."),
    };
    what + advice
}

fn kept(lang: Lang, count: usize, newest: &str) -> String {
    match lang {
        Lang::Zh => format!("{count} 份，最近一份 {newest}。在“上交与导入”可以恢复。存档和设备一起丢，代替不了备份文件。"),
        Lang::En => format!(
            "{count}, the newest of {newest}; restore them under Exchange. They are lost with the device, so they do not replace a backup."
        ),
    }
}

/// What copies are, over a list of them.
pub fn copies(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("本机存档", "每周自动存一份全部内容，留八周。恢复前先看会改什么。"),
        Lang::En => (
            "Copies on this device",
            "Everything is copied here once a week and kept for eight. See what would change before you restore.",
        ),
    }
}

/// A copy in a list: which, and of when.
pub fn copy(lang: Lang, it: &Label) -> String {
    let name = match it.name.parse() {
        Ok(week) => said::week(lang, week),
        Err(_) if it.is_before_import() => lang.of("上次导入之前", "Before the last import").to_owned(),
        Err(_) => lang.of("上次恢复之前", "Before the last restore").to_owned(),
    };
    [&name, " · ", &moment(lang, &it.at)].concat()
}

/// What a copy holds.
pub fn size_of(lang: Lang, it: &Size) -> String {
    let Size { sheets, fields, customers } = it;
    match lang {
        Lang::Zh => format!("{sheets} 张周表，{fields} 处内容，{customers} 户客户"),
        Lang::En => format!("Weekly sheets: {sheets}, entries: {fields}, customers: {customers}"),
    }
}

/// What a restore does, said before it is done.
pub fn restoring(lang: Lang, it: &Label) -> &'static str {
    if it.is_before_import() {
        return lang.of(
            "这会撤销上次导入：导入带来的去掉，被它改掉的变回来；在那以后在这台设备上写的都留着。文件还可以再导入。",
            "This undoes the last import: what it brought goes, what it changed comes back, and what was written on this device since stays. The file can be imported again.",
        );
    }
    if it.undoes.is_some() {
        return lang.of(
            "这会撤回上次恢复：恢复带来的去掉，被它改掉的变回来；在那以后写的都留着。",
            "This takes the last restore back: what it brought goes, what it changed comes back, and what was written since stays.",
        );
    }
    lang.of(
        "存档里有的都会变回存档里的样子，存档以后新写的都留着；现在的内容另存一份，可以撤回。",
        "Whatever the copy holds becomes what it was in the copy; what was added since stays. What stands now is kept as a copy, so this can be taken back.",
    )
}

/// So many rows could not be read.
pub fn set_aside(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("有 {count} 处存储读不懂，会移到一边留着，不再挡住这张表。"),
        Lang::En => format!(
            "{count} stored pieces cannot be understood; they are put aside, and no longer stand in the way of their sheet."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::safety::{Facts, findings};

    #[test]
    fn the_line_says_when_and_how_much() {
        let today = parse_date("2026-11-27").unwrap();
        let at = |at: Option<&str>, changes| Given { at: at.map(str::to_owned), changes, ..Given::default() };
        for (given, is_due, zh, en) in [
            (at(None, 0), false, "还没有文件", "No file yet"),
            (at(None, 3), true, "还没有文件 · 3 处待备份", "No file yet · 3 changes to back up"),
            (at(Some("2026-11-27T17:41:05+08:00"), 0), false, "文件 17:41", "File 17:41"),
            (at(Some("2026-11-20T17:41:05+08:00"), 1), false, "文件 11月20日 · 其后 1 处", "File 20 Nov · 1 change since"),
        ] {
            assert_eq!([line(Lang::Zh, &given, today, is_due), line(Lang::En, &given, today, is_due)], [zh, en]);
        }
    }

    #[test]
    fn every_finding_is_a_sentence_in_both_languages() {
        let some = |it: &str| Some(it.to_owned());
        let given = Given { at: some("2026-11-20T17:41:05+08:00"), changes: 2, ..Given::default() };
        let told = Facts {
            agent: "MicroMessenger".to_owned(),
            is_persistent: Some(false),
            seems_private: Some(true),
            room: Some((0, 3 << 30)),
            now: "1970-01-01T08:00:00+08:00".to_owned(),
            fault: some("2026-11-20T17:41:05+08:00 Quota"),
            given,
            ..Facts::default()
        };
        let later = Facts { now: "2026-11-20T08:00:00+08:00".to_owned(), agent: "iPhone".to_owned(), ..told.clone() };
        let copy = Label::parse("copy/A/2026-W48|2026-11-27T17:41:05+08:00|1.2.3|x|").unwrap();
        for facts in [Facts::default(), told, later] {
            for it in findings(&facts, std::slice::from_ref(&copy)) {
                let (zh, en) = (says(Lang::Zh, &it), says(Lang::En, &it));
                assert!(zh.ends_with('。') && en.ends_with('.') && !en.contains("  "), "{zh} {en}");
                assert!(!en.contains(|it| ('\u{3000}'..='\u{9fff}').contains(&it)), "{en}");
                assert!(!about(Lang::Zh, &it).is_empty() && about(Lang::En, &it).is_ascii());
            }
        }
        assert_eq!(super::copy(Lang::Zh, &copy), "2026 年第 48 周 · 2026年11月27日 17:41");
        assert_eq!(
            super::copy(Lang::En, &Label { name: "before".to_owned(), ..copy }),
            "Before the last restore · 27 Nov 2026 17:41"
        );
        assert_eq!([size(0), size(5 << 20), size(3 << 30)], ["1 MB", "5 MB", "3 GB"]);
    }
}
