//! Why a template cannot be used, in the words of whoever makes it: where it is wrong, and what has to stand there.

use super::Lang;
use crate::domain::template::{Template, TemplateError};

/// What is wrong with a template that is to follow another; nothing where it can be used.
pub fn why_not(lang: Lang, text: &str, before: &Template) -> Option<String> {
    match Template::parse(text) {
        Err(why) => Some(said(lang, &why)),
        Ok(it) => it.broken_since(before).map(|id| {
            let said = lang.of(
                "以前填的数按新的写法读不出来（换了算法、减了小数位，或者收窄了范围）。请换一个新的编号",
                "its earlier figures could not be read any more (another kind, fewer decimals, or a narrower range); give it a new id",
            );
            at(lang, id.as_str(), said)
        }),
    }
}

fn at(lang: Lang, place: &str, says: &str) -> String {
    match lang {
        Lang::Zh => format!("“{place}”：{says}。"),
        Lang::En => format!("\"{place}\": {says}."),
    }
}

fn said(lang: Lang, why: &TemplateError) -> String {
    use TemplateError as E;
    let at = |place: &str, zh: &'static str, en: &'static str| at(lang, place, lang.of(zh, en));
    match why {
        E::NotJson(_) => lang.of("文件内容不是 JSON，或者不完整。", "The file is no JSON, or not all of it.").to_owned(),
        E::NotATemplate(it) => at(&it.at, "缺了，或者写法不对", "is missing or of the wrong kind"),
        E::Version => at("version", "要从 1 起", "has to be 1 or more"),
        E::Empty { list } => at(list, "一项也没有", "has nothing in it"),
        E::TooMany { list, found, most } => match lang {
            Lang::Zh => format!("“{list}”：有 {found} 项，最多 {most} 项。"),
            Lang::En => format!("\"{list}\": {found} of them; at most {most} are possible."),
        },
        E::RepeatedId { list, id } => match lang {
            Lang::Zh => format!("“{list}”里编号“{id}”用了两次。"),
            Lang::En => format!("The id \"{id}\" stands twice in \"{list}\"."),
        },
        E::Text { id, language, length: 0, .. } => match lang {
            Lang::Zh => format!("“{id}”缺名称（{language}）。"),
            Lang::En => format!("\"{id}\" has no name ({language})."),
        },
        E::Text { id, language, length, most } => match lang {
            Lang::Zh => format!("“{id}”的文字（{language}）有 {length} 个字，最多 {most} 个。"),
            Lang::En => format!("A text of \"{id}\" ({language}) has {length} signs; at most {most} are possible."),
        },
        E::Decimals { indicator, .. } => at(indicator.as_str(), "小数位太多", "has too many decimals"),
        E::Quotient { indicator } => at(
            indicator.as_str(),
            "相除的两个数不是可以加总的指标，或者倍数不对",
            "divides what is no sum, or multiplies wrongly",
        ),
        E::Bounds { indicator, .. } => at(indicator.as_str(), "下限大于上限", "ends before it begins"),
        E::Recipients { .. } => {
            at("recipients", "必须正好是 head、monopoly、retailer 三项", "have to be head, monopoly and retailer and no other")
        }
        E::Target { row } => at(row.as_str(), "链接不能指到那里", "leads where no link may lead"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_where_and_what() {
        let shipped = include_str!("../../public/template/tobacco-retail.json");
        let template = Template::parse(shipped).unwrap();
        let why = |from: &str, to: &str| why_not(Lang::Zh, &shipped.replacen(from, to, 1), &template);
        assert_eq!(why("", ""), None);
        assert_eq!(why("{", "").unwrap(), "文件内容不是 JSON，或者不完整。");
        assert_eq!(why(r#""id":"amt""#, r#""id":"vol""#).unwrap(), "“indicators”里编号“vol”用了两次。");
        let both = [Lang::Zh, Lang::En].map(|lang| why_not(lang, "{}", &template).unwrap());
        assert!(both[0].starts_with('“') && both[1].starts_with('"'), "{both:?}");
    }
}
