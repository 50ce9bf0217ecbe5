//! Scripts out of seeds: the same seed makes the same script, and a failure says which seed it was. Shared by the simulations.
//!
//! `ONESHEET_SEEDS=10000` runs so many, `ONESHEET_SEED=7` the seventh alone.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Chance that comes out the same every time (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn within(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    /// True so many times in a hundred.
    pub fn falls(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|it| it.parse().expect("a number"))
}

/// How many seeds are run: a thousand, unless the bench asks for more.
pub fn count() -> u64 {
    asked("ONESHEET_SEEDS").unwrap_or(1_000)
}

/// Runs a script for every seed, and says for the bench what came of it: the figures of all seeds, added.
pub fn run<const N: usize>(test: &str, figures: [&str; N], script: impl Fn(&mut Dice) -> [usize; N]) {
    run_one_in(1, test, figures, script);
}

/// As `run`, for one in so many seeds.
pub fn run_one_in<const N: usize>(many: u64, test: &str, figures: [&str; N], script: impl Fn(&mut Dice) -> [usize; N]) {
    let seeds = asked("ONESHEET_SEED").map_or(0..count() / many, |it| it..it + 1);
    let (mut sums, ran) = ([0; N], seeds.end - seeds.start);
    for seed in seeds {
        match catch_unwind(AssertUnwindSafe(|| script(&mut Dice::new(seed)))) {
            Ok(of_seed) => sums.iter_mut().zip(of_seed).for_each(|(sum, it)| *sum += it),
            Err(why) => {
                eprintln!("seed {seed} fails; it alone: ONESHEET_SEED={seed} cargo test --test pure {test}");
                resume_unwind(why);
            }
        }
    }
    let sums: Vec<String> = figures.iter().zip(sums).map(|(name, sum)| format!("{sum} {name}")).collect();
    println!("{test}: {ran} seeds, {}", sums.join(", "));
}
