//! What is said of saving and of the device's storage: how the last edit fares, what failed, what was lost.

use super::Lang;

/// What has become of the last edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveFact {
    Saved(Option<String>),
    Saving,
    Failing,
}

pub fn saved(lang: Lang, fact: &SaveFact) -> String {
    match (lang, fact) {
        (Lang::Zh, SaveFact::Saved(Some(at))) => format!("已存本机 {at}"),
        (Lang::En, SaveFact::Saved(Some(at))) => format!("Saved on this device {at}"),
        (Lang::Zh, SaveFact::Saved(None)) => "都在本机".to_owned(),
        (Lang::En, SaveFact::Saved(None)) => "On this device".to_owned(),
        (Lang::Zh, SaveFact::Saving) => "正在存…".to_owned(),
        (Lang::En, SaveFact::Saving) => "Saving…".to_owned(),
        (Lang::Zh, SaveFact::Failing) => "没有存上".to_owned(),
        (Lang::En, SaveFact::Failing) => "Not saved".to_owned(),
    }
}

/// Why the device's storage does not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageFault {
    Full,
    Blocked,
    Slow,
    Lost,
    NewerVersion,
    Damaged,
    Unavailable,
    Other,
    /// Files of the app itself did not come.
    Files,
}

pub(super) fn fault(lang: Lang, fault: &StorageFault) -> &'static str {
    match fault {
        StorageFault::Full => {
            lang.of("设备存储满了，请删掉一些照片或应用。", "The device is full. Delete some photos or apps.")
        }
        StorageFault::Blocked => lang
            .of("另一个窗口占着数据，请关掉其他“一张纸”窗口。", "Another window holds the data. Close other OneSheet windows."),
        StorageFault::Slow => {
            lang.of("设备的存储没有回应，请稍等再试。", "The device's storage does not answer. Wait a moment and try again.")
        }
        StorageFault::Lost => {
            lang.of("浏览器断开了存储，再试一次通常就好。", "The browser dropped the storage. Trying again usually helps.")
        }
        StorageFault::NewerVersion => lang.of(
            "设备里的数据来自更新的版本，请重新载入以更新。",
            "The data here comes from a newer version. Reload to update.",
        ),
        StorageFault::Damaged => {
            lang.of("有一处数据读不懂，没有改动它。", "Something stored cannot be understood; it has been left alone.")
        }
        StorageFault::Unavailable => lang.of(
            "这个浏览器不让网页存数据（隐私模式或被禁用）。请换一种方式打开。",
            "This browser keeps no data (private mode, or switched off). Open it another way.",
        ),
        StorageFault::Other => lang.of("浏览器的存储出了问题。", "The browser's storage reported a fault."),
        StorageFault::Files => {
            lang.of("有文件没有下载下来，请检查网络后重新载入。", "Some files did not arrive. Check the network and reload.")
        }
    }
}

/// Saving fails: what happened, what is safe, what to do.
pub fn not_saved(lang: Lang, why: &StorageFault) -> String {
    let safe = lang.of(
        "最近的修改还没有存进数据库，但都在这个页面里，请不要关闭它。恢复后会自动存上；也可以先到“上交与导入”做一份备份。",
        "The latest changes are not in the database yet, but they are all in this page. Do not close it. They will be saved by \
         themselves once that works again; a backup under Exchange can be made meanwhile.",
    );
    format!("{}{}{safe}", fault(lang, why), lang.of("", " "))
}

/// A sheet holds less than it did.
pub fn lost(lang: Lang, before: u32, now: u32) -> String {
    match lang {
        Lang::Zh => format!(
            "这张表原有 {before} 处内容，现在只读到 {now} 处，浏览器可能丢了一部分。现有内容没有改动；可用备份文件或本机存档恢复。"
        ),
        Lang::En => format!(
            "This sheet held {before} entries and only {now} can be read now: the browser may have lost some. What is there is unchanged; a backup file or a copy on this device brings the rest back."
        ),
    }
}

/// A device that held sheets holds none.
pub fn gone(lang: Lang, sheets: usize) -> String {
    match lang {
        Lang::Zh => format!(
            "这台设备上原有 {sheets} 张周表，现在一张也读不到，浏览器可能清除了数据。请先用同一个工号开始，再到“上交与导入”里导入备份或以前上交的文件。"
        ),
        Lang::En => format!(
            "This device held {sheets} weekly sheets and none can be read now: the browser may have cleared its data. Begin with the same code, then import a backup or the files you handed over, under Exchange."
        ),
    }
}

/// The app could not start.
pub fn cannot_start(lang: Lang, why: &StorageFault) -> &'static str {
    fault(lang, why)
}
