//! A message of the channel as a text for its recipient, to be shared or copied. It holds that recipient's part alone
//! (spec/method.md, rule 6): nothing of other messages, and a retailer does not read of other shops.

use super::{Lang, said};
use crate::domain::channel::{Message, To};
use crate::domain::id::Id;
use crate::domain::sheet::points;
use crate::domain::template::Template;

/// Who writes.
pub struct From<'a> {
    pub name: &'a str,
    pub area: &'a str,
    pub unit: &'a str,
}

/// The text; `customer` names a shop.
pub fn letter(lang: Lang, it: &Message, from: &From, template: &Template, customer: &dyn Fn(&Id) -> String) -> String {
    let mut lines = Vec::new();
    if let Some(to) = it.to {
        let name = said::recipient(lang, to.word());
        lines.push(match (lang, to) {
            (Lang::Zh, To::Retailer) => "您好：".to_owned(),
            (Lang::En, To::Retailer) => "Hello,".to_owned(),
            (Lang::Zh, _) => format!("致{name}："),
            (Lang::En, _) => format!("To the {}:", name.to_lowercase()),
        });
    }
    let items = it.items.keys().filter_map(|id| template.channel_item(id)).map(|it| lang.label(&it.2.name));
    lines.extend(items.map(|it| format!("· {it}")));
    lines.extend(it.text.iter().flat_map(|it| points(it)).map(str::to_owned));
    let about: Vec<String> = it.customers.keys().map(customer).collect();
    if !about.is_empty() && it.to != Some(To::Retailer) {
        lines.push(format!("{}{}", lang.of("涉及客户：", "Shops: "), about.join(lang.of("、", ", "))));
    }
    let own = [from.name, from.area, from.unit].into_iter().filter(|it| !it.is_empty());
    let signed = own.collect::<Vec<_>>().join(" · ");
    lines.extend((!signed.is_empty()).then(|| [lang.of("——", "— "), &signed].concat()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made::sheet;

    fn said(to: &str) -> [String; 2] {
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let item = template.recipients.iter().find(|it| it.id.as_str() == to).unwrap().groups[0].items[0].id.clone();
        let item = format!("messages/m1/items/{item}");
        let sheet = sheet(&[
            ("messages/m1/to", to),
            ("messages/m1/text", "请核对\n\n周五前答复"),
            (&item, "true"),
            ("messages/m1/customers/41010001", "true"),
            ("messages/m2/to", "monopoly"),
            ("messages/m2/text", "疑似无证"),
        ]);
        let from = From { name: "张三", area: "金水一区", unit: "" };
        let message = sheet.messages.get(&"m1".parse().unwrap()).unwrap();
        [Lang::Zh, Lang::En].map(|lang| letter(lang, message, &from, &template, &|it| format!("老王超市（{it}）")))
    }

    #[test]
    fn it_holds_its_own_part_alone() {
        for to in ["head", "monopoly", "retailer"] {
            for text in said(to) {
                assert!(text.contains("请核对\n周五前答复\n") && text.contains("\n· ") && !text.contains("疑似"), "{text}");
                assert_eq!(text.contains("老王超市"), to != "retailer", "{text}");
            }
        }
        assert!(said("head")[0].starts_with("致营销主任：\n") && said("head")[0].ends_with("\n——张三 · 金水一区"));
        assert!(said("retailer")[1].starts_with("Hello,\n"));
    }
}
