//! What is said of another office machine's decisions, where they join those that are here.

use super::Lang;
use crate::domain::text::shown;
use crate::office::decisions::{Differs, Joined, NotRead};

/// Things that are told one by one.
const MOST: usize = 5;

/// What became of them, a sentence each.
pub fn joined(lang: Lang, it: &Joined, unread: usize) -> Vec<String> {
    let differ = [
        (lang.of("这一周算谁的", "whose the week is"), &it.choices.1),
        (lang.of("名单上的人", "managers on the list"), &it.staff.1),
        (lang.of("批注、答复或意见", "comments, answers or the word on a sheet"), &it.replies.1),
    ];
    let differ = differ.into_iter().filter(|it| !it.1.is_empty()).map(|(what, all)| differs(lang, what, all));
    let marks = (it.marks.1 > 0).then(|| match lang {
        Lang::Zh => format!("有 {} 张两边读过的版本不同，按这里的。", it.marks.1),
        Lang::En => format!("Of {} sheets the two machines have read different versions; the marks here stay.", it.marks.1),
    });
    let unread = (unread > 0).then(|| match lang {
        Lang::Zh => format!("有 {unread} 条读不懂，没有收。"),
        Lang::En => format!("{unread} entries cannot be read and were left out."),
    });
    taken(lang, it).into_iter().chain(differ).chain(marks).chain(unread).collect()
}

fn taken(lang: Lang, it: &Joined) -> Option<String> {
    let all = [
        (it.choices.0.len(), lang.of("算谁的", "contested weeks decided")),
        (it.staff.0, lang.of("名单上的人", "managers on the list")),
        (it.marks.0, lang.of("已阅", "sheets read")),
        (it.replies.0, lang.of("写过批注或答复的", "sheets written at")),
    ];
    let all = all.into_iter().filter(|it| it.0 > 0).map(|(many, what)| match lang {
        Lang::Zh => format!("{what} {many}"),
        Lang::En => format!("{many} {what}"),
    });
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| match lang {
        Lang::Zh => format!("收下另一台总部电脑上定的和写的：{}。", all.join("，")),
        Lang::En => format!("Taken over from another office machine: {}.", all.join(", ")),
    })
}

fn differs(lang: Lang, what: &str, all: &[Differs]) -> String {
    let one = |it: &Differs| match (lang, it.here.as_str(), it.there.as_str()) {
        (_, "", "") => it.about.clone(),
        (Lang::Zh, here, there) => format!("{}（这里“{}”，那边“{}”）", it.about, shown(here), shown(there)),
        (Lang::En, here, there) => format!("{} (here “{}”, there “{}”)", it.about, shown(here), shown(there)),
    };
    let told: Vec<String> = all.iter().take(MOST).map(one).collect();
    let more = all.len().saturating_sub(MOST);
    let told = told.join(lang.of("、", ", "));
    match (lang, more) {
        (Lang::Zh, 0) => format!("两边不一样，按这里的（{what}）：{told}。"),
        (Lang::Zh, _) => format!("两边不一样，按这里的（{what}）：{told}，还有 {more} 处。"),
        (Lang::En, 0) => format!("The two machines differ, and what stands here stays ({what}): {told}."),
        (Lang::En, _) => format!("The two machines differ, and what stands here stays ({what}): {told}, and {more} more."),
    }
}

/// Why nothing of it could be read.
pub fn not_read(lang: Lang, why: NotRead) -> String {
    match (lang, why) {
        (_, NotRead::Broken) => lang
            .of(
                "这是另一台总部电脑上定的和写的，但是文件坏了，没有收；周表照收。请在那台电脑上重新导出。",
                "These are decisions of another office machine, but the file is damaged and was not taken in; sheets are. Export it there again.",
            )
            .to_owned(),
        (Lang::Zh, NotRead::Newer(version)) => {
            format!("这是另一台总部电脑上定的和写的，用了更新的格式（第 {version} 版），没有收；周表照收。请先更新这里的软件，再选一次。")
        }
        (Lang::En, NotRead::Newer(version)) => format!(
            "These are decisions of another office machine in a later format (version {version}); they were not taken in, sheets are. Update the app here and choose the file again."
        ),
    }
}
