//! Any path of a file in words, also one that no document has: for sentences about what a file says. The places of the sheet on
//! screen are said in `words/changes`.

use crate::domain::week::parse_date;
use chrono::Datelike;

/// Segment, 中文, English. What is not here is a key and shows as it is.
const WORDS: &[(&str, &str, &str)] = &[
    ("goals", "营销目标", "Goals"),
    ("target", "目标", "target"),
    ("actual", "实际", "actual"),
    ("gap", "差距", "gap"),
    ("attainment", "完成率", "attainment"),
    ("note", "备注", "note"),
    ("slices", "各周份额", "week shares"),
    ("focus", "重点", "focus"),
    ("kind", "类别", "kind"),
    ("ref", "所指", "reference"),
    ("text", "内容", "text"),
    ("carried", "上周问题", "Last week's problems"),
    ("from", "来自", "from"),
    ("cause", "原因", "cause"),
    ("measure", "措施", "measure"),
    ("since", "起始周", "since"),
    ("state", "状态", "state"),
    ("why", "说明", "reason"),
    ("tasks", "工作任务", "Tasks"),
    ("ticked", "打钩", "tick"),
    ("method", "方法", "method"),
    ("result", "结果", "result"),
    ("work", "工作", "work"),
    ("visits", "拜访", "visits"),
    ("planned", "计划", "planned"),
    ("point", "服务要点", "service point"),
    ("outcome", "拜访结果", "outcome"),
    ("promise", "承诺", "promise"),
    ("due", "期限", "due date"),
    ("values", "当日数据", "figures"),
    ("summary", "小结", "summary"),
    ("adhoc", "临时工作", "ad hoc work"),
    ("done", "完成", "done"),
    ("problems", "问题", "problems"),
    ("principal", "主要问题", "principal problem"),
    ("measures", "措施", "measures"),
    ("messages", "沟通信息", "Channel"),
    ("to", "对象", "recipient"),
    ("items", "清单", "list"),
    ("means", "方式", "means"),
    ("at", "时间", "time"),
    ("answer", "答复", "answer"),
    ("customers", "客户", "customers"),
    ("review", "改进措施", "Review"),
    ("analysis", "分析", "analysis"),
    ("owner", "负责人", "person in charge"),
    ("handed", "上交记录", "hand-over"),
    ("bundle", "文件", "file"),
    ("digest", "校验值", "digest"),
    ("receipts", "回执", "receipts"),
    ("by", "来自", "from"),
    ("comments", "批注", "comments"),
    ("path", "位置", "place"),
    ("skills", "技能", "Skills"),
    ("score", "评分", "score"),
    ("role", "角色", "role"),
    ("language", "语言", "language"),
    ("manager", "客户经理", "manager"),
    ("id", "编号", "id"),
    ("device", "设备", "device"),
    ("name", "名称", "name"),
    ("area", "片区", "area"),
    ("unit", "单位", "unit"),
    ("week", "周", "week"),
    ("month", "月份", "month"),
    ("code", "客户编码", "customer code"),
    ("stamps", "修改记录", "change record"),
    ("others", "另一台设备的内容", "other device's values"),
    ("rev", "版本", "revision"),
    ("rosters", "客户名册", "customer list"),
    ("phone", "联系电话", "phone"),
    ("wechat", "微信号", "WeChat id"),
    ("license", "许可证号", "licence number"),
    ("lic_to", "许可证有效期", "licence valid until"),
    ("addr", "经营地址", "address"),
    ("format", "业态", "shop format"),
    ("market", "市场类型", "market type"),
    ("size", "经营规模", "size"),
    ("tier", "档位", "tier"),
    ("star", "星级", "star"),
    ("district", "商圈", "trade area"),
    ("visit_cycle", "拜访周期", "visit cycle"),
    ("order_cycle", "订货周期", "order cycle"),
    ("order_day", "订货日", "order day"),
    ("deliver_day", "送货日", "delivery day"),
    ("order_way", "订货方式", "order way"),
    ("pay_way", "结算方式", "settlement"),
    ("integrity", "诚信等级", "integrity grade"),
    ("compliance", "守法情况", "compliance"),
    ("terminal", "终端类型", "terminal type"),
    ("scan", "扫码设备", "scan device"),
    ("group", "互助小组", "group"),
    ("group_lead", "组长", "group leader"),
    ("sample", "信息采集点", "sample shop"),
    ("coop", "配合度", "cooperation"),
    ("status", "状态", "state"),
    ("joined", "入网日期", "joined"),
];

/// `days/2026-11-23/visits/41010001/outcome` as 11月23日 › 拜访 › 41010001 › 拜访结果.
pub fn zh(path: &str) -> String {
    words(path, |it| it.1, |month, day| format!("{month}月{day}日"))
}

/// The same in English, with the day as month/day.
pub fn en(path: &str) -> String {
    words(path, |it| it.2, |month, day| format!("{month}/{day}"))
}

fn words(
    path: &str,
    word: impl Fn(&'static (&'static str, &'static str, &'static str)) -> &'static str,
    date: impl Fn(u32, u32) -> String,
) -> String {
    let said = |segment: &str| match parse_date(segment) {
        Ok(it) => date(it.month(), it.day()),
        Err(_) => WORDS.iter().find(|it| it.0 == segment).map_or_else(|| segment.to_owned(), |it| word(it).to_owned()),
    };
    let dated = path.strip_prefix("days/").unwrap_or(path);
    dated.split('/').map(said).collect::<Vec<_>>().join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};

    #[test]
    fn every_field_has_a_word() {
        let tables = [SheetPath::table(), MonthPath::table(), RosterPath::table(), SettingsPath::table()];
        for (segments, _) in tables.iter().flatten() {
            for it in segments.iter().filter(|it| !it.starts_with('<') && **it != "days") {
                assert!(WORDS.iter().any(|word| word.0 == *it), "{it}");
            }
        }
    }

    #[test]
    fn paths_are_said_from_outside_in() {
        assert_eq!(zh("days/2026-11-23/visits/41010001/outcome"), "11月23日 › 拜访 › 41010001 › 拜访结果");
        assert_eq!(en("goals/vol/target"), "Goals › vol › target");
    }
}
