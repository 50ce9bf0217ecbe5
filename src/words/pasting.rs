//! What became of a table that was pasted: what was taken, and whatever of it was left out.

use super::Lang;
use crate::domain::text::shown;
use crate::office::pasting::Pasted;

/// What became of a pasted table.
pub fn taken_in(lang: Lang, it: &Pasted) -> String {
    let Pasted { cells, unknown, bad, columns, unclear } = it;
    let cells = cells.len();
    let list = |all: &[String]| all.iter().take(5).map(|it| shown(it)).collect::<Vec<_>>().join(lang.of("、", ", "));
    let mut said = match lang {
        Lang::Zh => format!("填入 {cells} 格。"),
        Lang::En => format!("{cells} cells taken in."),
    };
    if !unknown.is_empty() {
        said += &match lang {
            Lang::Zh => format!("不认识的 {} 行没有填：{}。", unknown.len(), list(unknown)),
            Lang::En => format!(" {} rows of nobody known here were left out: {}.", unknown.len(), list(unknown)),
        };
    }
    if !bad.is_empty() {
        said += &match lang {
            Lang::Zh => format!("不是数的 {} 格没有填：{}。", bad.len(), list(bad)),
            Lang::En => format!(" {} cells that are no figures were left out: {}.", bad.len(), list(bad)),
        };
    }
    if !columns.is_empty() {
        let names: Vec<String> = columns.iter().map(|it| column(lang, it)).collect();
        said += &match lang {
            Lang::Zh => format!("对不上指标的 {} 列没有填：{}。", names.len(), list(&names)),
            Lang::En => format!(" {} columns that are no indicator's were left out: {}.", names.len(), list(&names)),
        };
    }
    if !unclear.is_empty() {
        said += &match lang {
            Lang::Zh => format!("看不出数从哪一列起的 {} 行没有填：{}。请连表头一起粘贴。", unclear.len(), list(unclear)),
            Lang::En => format!(
                " {} rows in which figures begin nobody knows where were left out: {}. Paste their heads, too.",
                unclear.len(),
                list(unclear)
            ),
        };
    }
    said
}

/// A column by its head, else by its place.
fn column(lang: Lang, (at, head): &(usize, String)) -> String {
    match lang {
        _ if !head.is_empty() => head.clone(),
        Lang::Zh => format!("第 {at} 列"),
        Lang::En => format!("column {at}"),
    }
}
