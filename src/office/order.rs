//! The order in which people expect names: 一区, 二区, 三区, and 2 before 10. By the places of the signs in Unicode it would be 一, 三, 二.

/// What orders names as people count: figures, in either writing, by their value and before other signs.
pub fn natural(text: &str) -> String {
    let mut key = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(first) = digit(sign) else {
            key.push(sign);
            continue;
        };
        let mut number = Number::default();
        number.add(first);
        while let Some(it) = signs.peek().copied().and_then(digit) {
            number.add(it);
            signs.next();
        }
        key += &format!("{:020}", number.value());
    }
    key
}

#[derive(Clone, Copy)]
enum Digit {
    One(u64),
    Ten,
}

/// 十二 is 12, 二十 is 20; figures that follow each other are read on.
#[derive(Default)]
struct Number {
    tens: u64,
    ones: Option<u64>,
}

impl Number {
    fn add(&mut self, it: Digit) {
        match it {
            Digit::One(it) => self.ones = Some(self.ones.unwrap_or(0).saturating_mul(10).saturating_add(it)),
            Digit::Ten => self.tens = self.ones.take().unwrap_or(1).saturating_mul(10),
        }
    }

    fn value(&self) -> u64 {
        self.tens.saturating_add(self.ones.unwrap_or(0))
    }
}

fn digit(sign: char) -> Option<Digit> {
    match sign {
        '十' => Some(Digit::Ten),
        _ => {
            let chinese = "〇一二三四五六七八九".chars().position(|it| it == sign).map(|it| it as u64);
            sign.to_digit(10).map(u64::from).or(chinese).map(Digit::One)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_people_count() {
        let mut all = ["三区", "十二区", "二区", "一区", "二十区", "十区", "10 片", "2 片", "城关", ""];
        all.sort_by_key(|it| natural(it));
        assert_eq!(all, ["", "一区", "2 片", "二区", "三区", "10 片", "十区", "十二区", "二十区", "城关"]);
        assert!(natural(&"9".repeat(40)) > natural("9"), "no number is too long");
    }
}
