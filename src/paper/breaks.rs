//! Where a line may end: no punctuation at its beginning (行首禁则), no opening sign at its end (行尾禁则), words and numbers whole.

/// Whether a line may end between two characters.
pub fn may_break(before: char, after: char) -> bool {
    if is_ideograph(before) && is_ideograph(after) {
        return true;
    }
    !(after == ' ' || is_never_first(after) || is_never_last(before) || (is_word(before) && is_word(after)))
}

fn is_ideograph(it: char) -> bool {
    matches!(it, '\u{4e00}'..='\u{9fff}')
}

/// Signs no line begins with.
fn is_never_first(it: char) -> bool {
    matches!(
        it,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '】'
            | '」'
            | '』'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '’'
            | '”'
            | '…'
            | '—'
            | '～'
            | '·'
            | '•'
            | '％'
            | '‰'
            | '℃'
            | '°'
            | '/'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '>'
            | '%'
            | '»'
            | '・'
            | 'ー'
            | '々'
            | '〜'
            | '＂'
            | '＇'
            | '．'
            | '＞'
    )
}

/// Signs no line ends with.
fn is_never_last(it: char) -> bool {
    matches!(
        it,
        '（' | '《'
            | '【'
            | '「'
            | '『'
            | '〈'
            | '〔'
            | '［'
            | '｛'
            | '‘'
            | '“'
            | '('
            | '['
            | '{'
            | '<'
            | '«'
            | '￥'
            | '¥'
            | '$'
            | '＄'
            | '№'
            | '#'
            | '＃'
            | '＜'
    )
}

/// Whether it goes with the character before, however narrow the line: marks over it, and what joins pictographs.
pub fn is_joined(before: char, it: char) -> bool {
    before == '\u{200d}'
        || matches!(it, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Part of a word or number: Latin letters and digits, and the signs inside figures, dates, codes and clocks.
fn is_word(it: char) -> bool {
    it.is_ascii_alphanumeric()
        || matches!(it, '.' | ',' | '-' | '+' | '−' | '_' | '/' | ':' | '%' | '*' | '@' | '\'' | '\u{c0}'..='\u{24f}')
}

/// A text of so many ems at most, its end replaced by `…` at a good place: after a whole word, before an opening sign, rather
/// after a punctuation mark that comes near the end. `None` where all of it fits.
pub fn shortened(text: &str, most: f32, width: &dyn Fn(char) -> f32) -> Option<String> {
    const DOTS: char = '…';
    let all: Vec<char> = text.chars().collect();
    let (mut room, mut fits) = (most, 0);
    while fits < all.len() && width(all[fits]) <= room {
        room -= width(all[fits]);
        fits += 1;
    }
    if fits == all.len() {
        return None;
    }
    room = most - width(DOTS);
    let (mut end, mut used) = (0, 0.0);
    while end < all.len() && used + width(all[end]) <= room {
        used += width(all[end]);
        end += 1;
    }
    let is_end = |at: usize| at > 0 && at < all.len() && may_break(all[at - 1], all[at]) && !is_joined(all[at - 1], all[at]);
    let nearest = (end * 2 / 3..=end).rev().find(|at| is_end(*at));
    let after_sign = (end * 3 / 4..=end).rev().find(|at| *at > 0 && "，。；、,;".contains(all[*at - 1]));
    let at = after_sign.or(nearest).unwrap_or(end);
    let kept: String = all[..at].iter().collect();
    let bare = kept.trim_end_matches(|it: char| it.is_whitespace() || "，。；、：,;:（(《“‘—-/…".contains(it));
    Some(if bare.is_empty() { DOTS.to_string() } else { format!("{bare}{DOTS}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_chinese_and_latin_let_it() {
        for (before, after, may) in [
            ('新', '品', true),
            ('户', '，', false),
            ('户', '）', false),
            ('（', '含', false),
            ('《', '公', false),
            ('》', '签', true),
            ('“', '一', false),
            ('策', '”', false),
            ('，', '每', true),
            ('—', '—', false),
            ('…', '…', false),
            ('卖', '2', true),
            ('2', '0', false),
            ('0', '户', true),
            ('3', '.', false),
            ('.', '5', false),
            ('8', '/', false),
            ('/', '2', false),
            ('5', '%', false),
            ('V', 'I', false),
            ('P', '会', true),
            ('e', '-', false),
            ('é', 'e', false),
            ('的', ' ', false),
        ] {
            assert_eq!(may_break(before, after), may, "{before}|{after}");
        }
        assert!(
            is_joined('e', '\u{301}') && is_joined('👩', '\u{200d}') && is_joined('\u{200d}', '👧') && !is_joined('a', 'b')
        );
    }

    #[test]
    fn a_text_is_shortened_at_a_good_place() {
        let width = |it: char| if it.is_ascii() { 0.5 } else { 1.0 };
        for (text, most, expected) in [
            ("新品上柜", 4.0, None),
            ("新品上柜率", 4.0, Some("新品上…")),
            ("上柜2条，摆在收银台右侧", 7.0, Some("上柜2条…")),
            ("上柜18户，余2户下周再看", 3.0, Some("上柜…")),
            ("每户讲清（两条卖点）", 6.0, Some("每户讲清…")),
            ("每户讲清“两条”", 6.0, Some("每户讲清…")),
            ("Super Market新开", 5.0, Some("Super…")),
            ("Supermarket", 4.0, Some("Superm…")),
            ("断货……三天", 5.0, Some("断货…")),
            ("断货三天", 1.0, Some("…")),
        ] {
            assert_eq!(shortened(text, most, &width).as_deref(), expected, "{text} in {most}");
        }
    }
}
