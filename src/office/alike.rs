//! Texts that say the same in other words: grouped by the pairs of signs they share. Figures, blanks and punctuation say nothing here,
//! for the same problem has other numbers in every shop.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From this share of common pairs on two texts are alike, in hundredths.
const ALIKE: usize = 60;

/// A text of fewer signs says too little of its own to be somebody's copy.
const FEWEST_SIGNS: usize = 8;
/// In how many of their 64 places prints may differ: unlike texts differ in half of them, texts like by nine tenths in the share of a
/// right angle their pairs lie apart (Charikar, Similarity estimation techniques from rounding algorithms, 2002).
const COPY_WITHIN: u32 = 9;

/// Two signs in a row.
type Pair = (char, char);

/// Groups texts, the most frequent first: each with the places of its texts in the list. Which text leads a group does not depend
/// on the order of the list.
pub fn groups<'a>(texts: &[&'a str]) -> Vec<(&'a str, Vec<usize>)> {
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        same.entry(plain(text)).or_default().push(at);
    }
    let mut all: Vec<(String, Vec<usize>)> = same.into_iter().filter(|it| !it.0.is_empty()).collect();
    all.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let mut leaders: Vec<(BTreeSet<Pair>, Vec<usize>)> = Vec::new();
    // Which leaders have a pair: only those that share one can be alike.
    let mut having: HashMap<Pair, Vec<usize>> = HashMap::new();
    for (text, places) in all {
        let pairs = pairs(&text);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for leader in pairs.iter().filter_map(|it| having.get(it)).flatten() {
            *shared.entry(*leader).or_default() += 1;
        }
        let is_alike = |it: &(usize, usize)| 200 * it.1 >= ALIKE * (leaders[it.0].0.len() + pairs.len());
        match shared.into_iter().find(is_alike) {
            Some((leader, _)) => leaders[leader].1.extend(places),
            None => {
                pairs.iter().for_each(|it| having.entry(*it).or_default().push(leaders.len()));
                leaders.push((pairs, places));
            }
        }
    }
    let mut found: Vec<(&str, Vec<usize>)> =
        leaders.into_iter().map(|(_, places)| (places.iter().map(|it| texts[*it]).min().unwrap_or_default(), places)).collect();
    found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    found
}

/// How much two texts share, in hundredths: of what both of them say, or all of the shorter one where it stands in the longer.
pub fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(&plain(one)), pairs(&plain(other)));
    let shared = one.intersection(&other).count();
    let of = |all: usize| (100 * shared).checked_div(all).unwrap_or(0);
    // A text that is still being written is a piece of what it will be.
    of((one.len() + other.len()).div_ceil(2)).max(of(one.len().min(other.len())) * 8 / 10)
}

/// What of a text tells a copy from a text of one's own: alike texts have alike prints. None of short ones.
// Unrolled into a chain of loops it kept the compiler busy for a quarter of an hour.
#[inline(never)]
pub fn print(text: &str) -> Option<u64> {
    let (mut before, mut counts) = (None, Counts::default());
    each_sign(text, |sign| {
        if let Some(before) = before.replace(sign) {
            counts.add(mixed(&(before, sign)));
        }
    });
    (counts.many + 1 >= FEWEST_SIGNS).then(|| counts.most())
}

/// How often each of 64 places was set: a digit of all counts in each word, the lowest first.
#[derive(Default)]
struct Counts {
    digits: [u64; 16],
    many: usize,
}

impl Counts {
    fn add(&mut self, mut places: u64) {
        self.many += 1;
        for digit in &mut self.digits {
            if places == 0 {
                return;
            }
            (*digit, places) = (*digit ^ places, *digit & places);
        }
    }

    /// The places set more often than not: all of them are compared at once, the highest digit first.
    fn most(&self) -> u64 {
        let half = self.many / 2;
        let (mut above, mut equal) = (0, u64::MAX);
        // No count has more digits than their number, and most texts are short.
        let long = (usize::BITS - self.many.leading_zeros()) as usize;
        for (at, digit) in self.digits.iter().enumerate().take(long).rev() {
            match half >> at & 1 {
                0 => (above, equal) = (above | equal & digit, equal & !digit),
                _ => equal &= digit,
            }
        }
        above
    }
}

/// Whether texts of these prints are copies: at least nine tenths alike.
pub fn is_copy(one: u64, other: u64) -> bool {
    (one ^ other).count_ones() <= COPY_WITHIN
}

/// Whether a print has a copy among others, which stand with something of theirs.
pub fn has_copy<T>(print: u64, others: &[(u64, T)]) -> bool {
    let is = |it: &(u64, T)| is_copy(print, it.0);
    // Hardly any is one. Asking four before looking at what they say takes half the time.
    let (fours, rest) = others.as_chunks::<4>();
    fours.iter().any(|it| it.iter().fold(false, |found, it| found | is(it))) || rest.iter().any(is)
}

/// How many parts of a print are looked at, and how many values a part can have. Copies differ in fewer places than there are parts,
/// so that in one of these they are the same: only such prints need be compared.
const PARTS: u32 = COPY_WITHIN + 1;
const PART_VALUES: usize = 1 << PLACES;
/// The places of a part.
const PLACES: u32 = u64::BITS / PARTS;

/// So few prints are sooner compared than put by their parts.
const FEW: usize = 512;

fn part(print: u64, part: u32) -> usize {
    (print >> (part * PLACES)) as usize % PART_VALUES
}

/// Hears of every two prints that are copies, by their places in the list; of some of them more than once.
pub fn each_copy(prints: impl Iterator<Item = u64>, mut take: impl FnMut(usize, usize)) {
    let all: Vec<(u64, usize)> = prints.zip(0..).collect();
    if all.len() <= FEW {
        return each_of_few(&all, &mut take);
    }
    let mut same = vec![Vec::new(); PART_VALUES];
    for number in 0..PARTS {
        same.iter_mut().for_each(Vec::clear);
        all.iter().for_each(|it| same[part(it.0, number)].push(*it));
        same.iter().for_each(|it| each_of_few(it, &mut take));
    }
}

fn each_of_few(prints: &[(u64, usize)], take: &mut impl FnMut(usize, usize)) {
    for (at, one) in prints.iter().enumerate() {
        let rest = &prints[at + 1..];
        if has_copy(one.0, rest) {
            rest.iter().filter(|it| is_copy(it.0, one.0)).for_each(|it| take(one.1, it.1));
        }
    }
}

/// The same for every build and machine: prints are kept (Steele and others, SplitMix64).
fn mixed(pair: &Pair) -> u64 {
    let mut it = (u64::from(u32::from(pair.0)) << 32 | u64::from(u32::from(pair.1))).wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ it >> 31
}

/// A text without what says nothing.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    each_sign(text, |it| plain.push(it));
    plain
}

/// The signs of a text that say something, small letters for large ones.
fn each_sign(text: &str, mut take: impl FnMut(char)) {
    for it in text.chars() {
        match it {
            // Nearly all that is written here; everything else is looked up.
            'a'..='z' | '\u{4e00}'..='\u{9fff}' => take(it),
            'A'..='Z' => take(it.to_ascii_lowercase()),
            '\0'..='\u{7f}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{ff01}'..='\u{ff20}' => {}
            _ if it.is_alphabetic() => it.to_lowercase().for_each(&mut take),
            _ => {}
        }
    }
}

/// The pairs of a text; one of a single sign has that sign alone.
fn pairs(text: &str) -> BTreeSet<Pair> {
    let signs: Vec<char> = text.chars().collect();
    match signs.as_slice() {
        [only] => [(*only, ' ')].into(),
        signs => signs.windows(2).map(|it| (it[0], it[1])).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_problem_in_other_numbers_is_one() {
        let texts = [
            "中支新品断货,12户反映",
            "价签缺失9个",
            "中支新品断货,3户反映",
            "中支新品又断货,5户反映",
            "价签缺失20个",
            "",
            "123",
        ];
        let found = groups(&texts);
        let said: Vec<(&str, usize)> = found.iter().map(|it| (it.0, it.1.len())).collect();
        assert_eq!(said, [("中支新品又断货,5户反映", 3), ("价签缺失20个", 2)]);
        assert_eq!(groups(&["库存偏高", "网订高峰进不去"]).len(), 2);
    }

    #[test]
    fn likeness_is_told_of_pieces_too() {
        assert_eq!(likeness("断货严重", "断货严重！"), 100);
        assert_eq!(likeness("紧俏规格断货，客户有意见", "紧俏规格断货"), 80);
        assert_eq!((likeness("断货", "价签"), likeness("", ""), likeness("12", "12")), (0, 0, 0));
    }

    #[test]
    fn a_copy_is_known_by_its_print_and_a_text_of_ones_own_is_not() {
        let print = |it: &str| print(it).unwrap();
        let one = print("老城区二十户，每户讲清两条卖点，周四复查上柜，把没上的记下来，周五再去");
        let again = print("老城区20户每户讲清两条卖点，周四复查上柜，把没上的记下来，周五再去。");
        let other = print("城郊片区价签缺得多，这周先把三条街的价签补齐，再说陈列");
        assert!(is_copy(one, one) && is_copy(one, again));
        assert!(!is_copy(one, other));
        assert_eq!((super::print("新品上柜推荐"), super::print("12345678，。！？；：")), (None, None));
        assert_eq!(
            print("Stock runs low again"),
            0xe2a2_1d04_0ad0_18b5,
            "prints are kept: another way of making them needs another pack"
        );
    }

    #[test]
    fn what_needs_no_table_is_told_as_the_table_tells_it() {
        for it in '\0'..=char::MAX {
            let expected: String = if it.is_alphabetic() { it.to_lowercase().collect() } else { String::new() };
            assert_eq!(plain(it.encode_utf8(&mut [0; 4])), expected, "{it:?}");
        }
    }

    proptest! {
        #[test]
        fn copies_are_found_among_few_and_among_many(
            own in prop::collection::vec(any::<u64>(), 1..40),
            near in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::btree_set(0..64_u32, 0..=12)), 0..40),
            many in prop::sample::select(vec![0, FEW]),
        ) {
            let others = (0..many as u64).map(|it| mixed(&('a', 'b')).wrapping_mul(2 * it + 3));
            let near: Vec<u64> = near.iter().map(|(of, places)| places.iter().fold(*of.get(&own), |it, at| it ^ 1 << at)).collect();
            let all: Vec<u64> = own.into_iter().chain(others).chain(near).collect();
            let pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |other| (one, other)));
            let copies: BTreeSet<(usize, usize)> = pairs.filter(|it| (all[it.0] ^ all[it.1]).count_ones() <= 9).collect();
            let mut found = BTreeSet::new();
            each_copy(all.iter().copied(), |one, other| _ = found.insert((one, other)));
            prop_assert_eq!(&found, &copies);
            for (at, print) in all.iter().enumerate() {
                let before: Vec<(u64, ())> = all[..at].iter().map(|it| (*it, ())).collect();
                prop_assert_eq!(has_copy(*print, &before), copies.iter().any(|it| it.1 == at));
            }
        }

        #[test]
        fn copies_have_a_part_in_common(print: u64, places in prop::collection::btree_set(0..64_u32, 0..=9)) {
            let other = places.iter().fold(print, |it, at| it ^ 1 << at);
            prop_assert!(is_copy(print, other));
            prop_assert!((0..PARTS).any(|it| part(print, it) == part(other, it)));
        }

        #[test]
        fn the_order_of_the_list_does_not_matter(texts in prop::collection::vec("[断货价签缺1-3]{0,6}", 0..12), by in 0..12_usize) {
            let said = |texts: &[&str]| {
                groups(texts).into_iter().map(|(text, places)| (text.to_owned(), places.len())).collect::<Vec<_>>()
            };
            let all: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut turned = all.clone();
            turned.rotate_left(by.min(all.len()));
            prop_assert_eq!(said(&turned), said(&all));
        }
    }
}
