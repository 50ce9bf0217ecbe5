//! The fields a roster file may fill, and the names their columns go by (research/domain.md 2e).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::text;

macro_rules! fields {
    ($($field:ident = $word:literal, [$($zh:literal),+], [$($en:literal),+];)+) => {
        /// What a column may be: the code, by which customers are told apart, or a field of the roster.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { Code, $($field),+ }

        impl Field {
            pub const ALL: &[Self] = &[Self::Code, $(Self::$field),+];

            /// The word in addresses; the code has no field of its own.
            pub fn word(self) -> &'static str {
                match self { Self::Code => "code", $(Self::$field => $word),+ }
            }

            /// Where it stands in the roster; the code is the key and stands nowhere.
            pub fn path(self, code: Id) -> Option<RosterPath> {
                match self { Self::Code => None, $(Self::$field => Some(RosterPath::$field(code))),+ }
            }

            /// The field a path leads to; a whole customer is none.
            pub fn of(path: &RosterPath) -> Option<Self> {
                match path { RosterPath::Customer(_) => None, $(RosterPath::$field(_) => Some(Self::$field)),+ }
            }

            /// Names of its column in Chinese and English. The first ones are what it is called here.
            fn names(self) -> (&'static [&'static str], &'static [&'static str]) {
                match self { Self::Code => (CODE_ZH, CODE_EN), $(Self::$field => (&[$($zh),+], &[$($en),+])),+ }
            }
        }
    };
}

const CODE_ZH: &[&str] = &[
    "客户编码",
    "客户代码",
    "客户编号",
    "客户号",
    "编码",
    "代码",
    "零售户编码",
    "零售客户编码",
    "零售户编号",
    "零售户代码",
    "商户编码",
    "商户编号",
    "门店编码",
    "门店编号",
    "店铺编码",
    "终端编码",
    "终端编号",
    "客户ID",
];
const CODE_EN: &[&str] = &[
    "Customer code",
    "Code",
    "Customer no",
    "Customer number",
    "Customer ID",
    "Client code",
    "Shop code",
    "Store code",
    "Outlet code",
];

fields! {
    Name = "name",
        ["店名", "客户名称", "客户名", "名称", "店铺名称", "门店名称", "商户名称", "企业名称", "零售户名称", "零售客户名称", "字号", "招牌名", "终端名称"],
        ["Shop name", "Name", "Customer name", "Store name", "Outlet name", "Customer", "Shop"];
    Owner = "owner",
        ["负责人", "负责人姓名", "经营者", "经营人", "经营者姓名", "店主", "老板", "法人", "法人代表", "法定代表人", "联系人", "联系人姓名", "姓名"],
        ["Person in charge", "Owner", "Contact", "Contact person", "Contact name", "Proprietor"];
    Phone = "phone",
        ["联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "联系手机", "移动电话", "订货电话", "负责人电话"],
        ["Phone", "Phone number", "Telephone", "Tel", "Mobile", "Mobile phone", "Cell phone", "Contact number"];
    Wechat = "wechat", ["微信号", "微信", "微信账号", "微信帐号"], ["WeChat id", "WeChat", "Weixin"];
    License = "license",
        ["许可证号", "许可证号码", "许可证编号", "许可证", "专卖许可证号", "专卖证号", "烟草专卖许可证号", "烟草专卖零售许可证号", "零售许可证号", "烟草证号", "许可证件号"],
        ["Licence number", "License number", "Licence", "License", "Licence no", "License no", "Permit number", "Permit"];
    LicenseTo = "lic_to",
        ["许可证有效期", "有效期", "有效期至", "有效期止", "许可证有效期至", "许可证有效期止", "许可证到期日", "许可证到期日期", "证件有效期", "到期日", "到期日期"],
        ["Licence valid until", "License valid until", "Valid until", "Licence expiry", "License expiry", "Expiry date", "Expires"];
    Address = "addr",
        ["经营地址", "地址", "店址", "门店地址", "店铺地址", "客户地址", "详细地址", "送货地址", "营业地址"],
        ["Shop address", "Address", "Store address", "Street address"];
    Area = "area",
        ["片区", "线路", "片区/线路", "区域", "片区名称", "拜访线路", "送货线路", "线路名称", "所属片区", "服务片区", "路线", "网格"],
        ["Area", "Route", "Area, route", "Territory", "Region"];
    Format = "format",
        ["业态", "经营业态", "零售业态", "客户业态", "店铺业态", "业态类型"],
        ["Format", "Shop format", "Store format", "Store type", "Shop type", "Outlet type", "Business type"];
    Market = "market",
        ["市场类型", "城乡", "城乡类型", "市场类别", "地理位置类型", "城乡分类"],
        ["Market type", "Market", "Urban or rural", "Urban/rural"];
    Size = "size", ["经营规模", "规模", "店铺规模", "客户规模"], ["Size", "Shop size", "Business size", "Scale"];
    Tier = "tier",
        ["档位", "客户档位", "客户等级", "等级", "档级", "当前档位", "投放档位", "档次"],
        ["Tier", "Customer tier", "Grade", "Level", "Customer grade"];
    Star = "star", ["星级", "客户星级", "终端星级", "星级评定"], ["Star", "Stars", "Star rating"];
    District = "district", ["商圈", "商圈类型", "所属商圈", "商圈名称"], ["Trade area", "Trading area", "Business district", "District"];
    VisitCycle = "visit_cycle",
        ["拜访周期", "拜访周期天", "拜访频次", "拜访频率", "走访周期", "访销周期", "拜访间隔"],
        ["Visit cycle", "Visit cycle days", "Visit frequency", "Visit interval", "Call cycle", "Call frequency"];
    OrderCycle = "order_cycle", ["订货周期", "订单周期", "订货频次", "订货频率"], ["Order cycle", "Ordering cycle", "Order frequency"];
    OrderDay = "order_day",
        ["订货日", "订货日期", "订货星期", "订单日", "访销日", "订货时间"],
        ["Order weekday", "Order day", "Ordering day", "Day of order"];
    DeliverDay = "deliver_day",
        ["送货日", "送货日期", "送货星期", "配送日", "送货时间"],
        ["Delivery weekday", "Delivery day", "Deliver day", "Day of delivery"];
    OrderWay = "order_way", ["订货方式", "订单方式", "订货渠道"], ["Order way", "Order method", "Ordering method", "Order channel"];
    PayWay = "pay_way",
        ["结算方式", "付款方式", "支付方式", "货款结算方式"],
        ["Settlement", "Payment method", "Payment", "Pay way", "Settlement method"];
    Integrity = "integrity", ["诚信等级", "诚信级别", "诚信", "信用等级", "诚信评级"], ["Integrity grade", "Integrity", "Credit grade"];
    Compliance = "compliance",
        ["守法情况", "守法记录", "守法类别", "违规情况", "违法情况"],
        ["Compliance history", "Compliance", "Compliance record"];
    Terminal = "terminal", ["终端类型", "终端类别", "终端层级", "终端级别"], ["Terminal type", "Terminal", "Terminal class"];
    Scan = "scan", ["扫码设备", "扫码", "扫码枪", "是否扫码", "有无扫码设备"], ["Scan device", "Scanner", "Has scanner"];
    Group = "group", ["互助小组", "诚信互助小组", "小组", "自律小组", "所属小组", "客户社群"], ["Group", "Customer group", "Mutual aid group"];
    GroupLead = "group_lead", ["是否组长", "组长", "小组长", "是否小组长"], ["Leader?", "Leader", "Group leader", "Group lead"];
    Sample = "sample", ["信息采集点", "是否信息采集点", "采集点", "样本户", "信息采集户", "是否采集点"], ["Sample shop?", "Sample shop", "Sample", "Panel shop"];
    Cooperation = "coop", ["配合度", "客户配合度", "配合程度"], ["Cooperation", "Cooperation level"];
    Status = "status", ["经营状态", "状态", "客户状态", "营业状态", "经营情况"], ["State", "Status", "Customer status", "Business status"];
    Joined = "joined", ["入网日期", "入网时间", "建档日期", "入户日期"], ["Joined", "Joined on", "Join date", "Date joined"];
    Note = "note", ["备注", "说明", "备注说明"], ["Note", "Notes", "Remark", "Remarks", "Comment", "Comments"];
}

impl Field {
    /// What it is called here, and in a file this product writes.
    pub fn zh(self) -> &'static str {
        self.names().0.first().copied().unwrap_or_default()
    }

    pub fn en(self) -> &'static str {
        self.names().1.first().copied().unwrap_or_default()
    }

    /// The field with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }

    /// The field a header names: as it stands, or without what is in brackets behind it.
    pub fn of_name(header: &str) -> Option<Self> {
        static NAMES: LazyLock<BTreeMap<String, Field>> = LazyLock::new(|| {
            let named = |field: &Field| {
                let (zh, en) = field.names();
                let own = *field;
                zh.iter().chain(en).chain([&field.word()]).map(|it| (fold(it), own)).collect::<Vec<_>>()
            };
            // A name that two fields have would be the first one's: there is none (tests).
            Field::ALL.iter().rev().flat_map(named).collect()
        });
        NAMES.get(&fold(header)).or_else(|| NAMES.get(&fold(&without_brackets(header)))).copied()
    }
}

/// A text as names are compared: letters and digits alone, small and of ordinary width, without what forms write behind a name.
pub fn fold(raw: &str) -> String {
    let narrow = |it: char| match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(it as u32 - 0xfee0).unwrap_or(it),
        it => it,
    };
    let clean = text::clean(raw).text;
    let small: String = clean.chars().map(narrow).filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let bare = ["必填项", "必填", "选填", "required", "optional"].iter().find_map(|it| small.strip_suffix(it));
    match bare {
        Some(it) if !it.is_empty() => it.to_owned(),
        _ => small,
    }
}

/// `拜访周期（天）` as `拜访周期`.
fn without_brackets(text: &str) -> String {
    let (mut kept, mut depth) = (String::with_capacity(text.len()), 0_usize);
    for it in text.chars() {
        match it {
            '(' | '（' | '[' | '【' | '［' | '〔' => depth += 1,
            ')' | '）' | ']' | '】' | '］' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(it),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::sensitive::Sensitive;
    use super::*;
    use crate::domain::path::Path;

    #[test]
    fn every_field_of_the_roster_can_be_filled() {
        let code: Id = "41010001".parse().unwrap();
        for (segments, _) in RosterPath::table().iter().filter(|(segments, _)| segments.len() == 2) {
            let path = RosterPath::parse(&format!("{code}/{}", segments[1])).unwrap();
            let field = Field::parse(segments[1]).unwrap();
            assert_eq!((field.path(code.clone()), Field::of(&path)), (Some(path), Some(field)));
        }
        assert_eq!(Field::ALL.len(), RosterPath::table().len(), "the code stands for the record");
    }

    #[test]
    fn every_name_is_one_fields_and_none_is_refused() {
        for field in Field::ALL {
            let (zh, en) = field.names();
            for name in zh.iter().chain(en).chain([&field.word()]) {
                assert_eq!(Field::of_name(name), Some(*field), "{name}");
                let refused = Sensitive::of_name(name);
                assert_eq!(refused, None, "{name}");
            }
        }
    }

    #[test]
    fn forgives_how_headers_are_written() {
        for (header, expected) in [
            (" 客户编码 * ", Some(Field::Code)),
            ("客户编码（必填）", Some(Field::Code)),
            ("【必填】客户编码", Some(Field::Code)),
            ("客户\n编码", Some(Field::Code)),
            ("ＣＵＳＴＯＭＥＲ　ｃｏｄｅ", Some(Field::Code)),
            ("customer_code", Some(Field::Code)),
            ("客户编码必填", Some(Field::Code)),
            ("拜访周期(天)", Some(Field::VisitCycle)),
            ("拜访周期/天", Some(Field::VisitCycle)),
            ("片区/线路", Some(Field::Area)),
            ("电话：", Some(Field::Phone)),
            ("Order day", Some(Field::OrderDay)),
            ("lic_to", Some(Field::LicenseTo)),
            ("必填", None),
            ("客户经理", None),
            ("", None),
        ] {
            assert_eq!(Field::of_name(header), expected, "{header}");
        }
    }
}
