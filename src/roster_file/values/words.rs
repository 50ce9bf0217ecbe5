//! The words a field knows (research/domain.md 2e), and the other ways rosters say them.

/// Words a field knows, each with other ways to say it, folded.
pub type Words = &'static [(&'static str, &'static [&'static str])];

pub const FORMATS: Words = &[
    ("食杂店", &["食杂", "食杂类", "杂货店", "小卖部", "grocery", "groceryshop"]),
    ("便利店", &["便利", "便利类", "连锁便利店", "convenience", "conveniencestore"]),
    ("超市", &["超市类", "超级市场", "supermarket"]),
    ("商场", &["商场类", "百货", "百货商场", "mall", "departmentstore"]),
    ("烟酒商店", &["烟酒店", "烟酒", "烟酒类", "烟酒专卖店", "名烟名酒店", "tobaccoandliquor", "tobaccoliquor", "tobaccoshop"]),
    (
        "娱乐服务",
        &["娱乐服务类", "娱乐服务业", "娱乐", "服务业", "酒店", "餐饮", "宾馆", "entertainment", "service", "services"],
    ),
    ("其他", &["其它", "其他类", "其它类", "other", "others"]),
];
pub const MARKETS: Words = &[
    ("城镇", &["城市", "城区", "市区", "城", "镇", "县城", "城镇市场", "urban", "town", "city"]),
    ("乡村", &["农村", "乡", "村", "乡镇", "农网", "乡村市场", "rural", "village", "countryside"]),
];
pub const SIZES: Words = &[
    ("大", &["大型", "大户", "large", "big", "l"]),
    ("中", &["中型", "中等", "中户", "medium", "middle", "m"]),
    ("小", &["小型", "小户", "small", "s"]),
];
pub const ORDER_WAYS: Words = &[
    ("网上", &["网上订货", "网络", "网订", "网络订货", "互联网", "online", "web", "internet"]),
    ("手机", &["手机订货", "手机app", "app", "移动", "mobile", "mobilephone"]),
    ("电话", &["电话订货", "电访", "phone", "telephone"]),
];
pub const PAY_WAYS: Words = &[
    ("电子", &["电子结算", "电子支付", "银行代扣", "代扣", "转账", "electronic", "epayment", "transfer"]),
    ("现金", &["现金结算", "cash"]),
];
pub const GRADES: Words =
    &[("A", &["a级", "a类", "甲"]), ("B", &["b级", "b类", "乙"]), ("C", &["c级", "c类", "丙"]), ("D", &["d级", "d类", "丁"])];
pub const TERMINALS: Words = &[
    ("普通", &["普通终端", "一般", "ordinary", "regular", "standard"]),
    ("现代", &["现代终端", "modern"]),
    ("加盟", &["加盟终端", "加盟店", "franchise"]),
    ("示范", &["示范终端", "示范店", "model", "showcase"]),
];
pub const COOPERATION: Words =
    &[("高", &["好", "high", "good"]), ("中", &["中等", "一般", "medium", "fair"]), ("低", &["差", "low", "poor"])];
pub const STATES: Words = &[
    ("正常", &["正常经营", "营业", "营业中", "在营", "经营", "有效", "active", "open", "normal"]),
    ("停业", &["暂停", "暂停营业", "停止营业", "暂停供货", "suspended", "paused"]),
    ("歇业", &["歇业中", "关门", "closed", "outofbusiness"]),
    ("注销", &["已注销", "吊销", "cancelled", "canceled", "deregistered"]),
];
pub const WEEKDAYS: Words = &[
    ("1", &["一", "mon", "monday"]),
    ("2", &["二", "tue", "tues", "tuesday"]),
    ("3", &["三", "wed", "wednesday"]),
    ("4", &["四", "thu", "thur", "thurs", "thursday"]),
    ("5", &["五", "fri", "friday"]),
    ("6", &["六", "sat", "saturday"]),
    ("7", &["日", "天", "sun", "sunday"]),
];
pub const CYCLES: Words = &[
    ("7", &["每周", "周", "一周", "每周一次", "一周一次", "weekly", "week"]),
    ("14", &["两周", "双周", "二周", "每两周", "两周一次", "隔周", "半月", "半个月", "biweekly", "fortnightly"]),
    ("30", &["每月", "月", "一月", "一个月", "每月一次", "monthly", "month"]),
];
pub const FLAGS: Words = &[
    ("true", &["是", "有", "对", "y", "yes", "1", "t", "v", "组长", "小组长", "采集点"]),
    ("false", &["否", "无", "没有", "不是", "非", "n", "no", "0", "f", "x", "组员"]),
];
