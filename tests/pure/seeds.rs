//! Scripts out of seeds: the same seed makes the same script, and a failure says which seed it was. Shared by the simulations.
//!
//! `ONESHEET_SEEDS=10000` runs so many, `ONESHEET_SEED=7` the seventh alone. `ONESHEET_THREADS=2` runs them on two threads, which
//! say from time to time how far they are.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often it is said how far they are.
const SAYS_EVERY: Duration = Duration::from_secs(30);

/// Chance that comes out the same every time (splitmix64).
pub struct Dice {
    seed: u64,
    state: u64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// What it was made of.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.state;
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
pub fn run<const N: usize>(test: &str, figures: [&str; N], script: impl Fn(&mut Dice) -> [usize; N] + Sync) {
    run_one_in(1, test, figures, script);
}

/// As `run`, for one in so many seeds.
pub fn run_one_in<const N: usize>(many: u64, test: &str, figures: [&str; N], script: impl Fn(&mut Dice) -> [usize; N] + Sync) {
    let (first, end) = asked("ONESHEET_SEED").map_or((0, count() / many), |it| (it, it + 1));
    let (next, sums) = (AtomicU64::new(first), Mutex::new([0; N]));
    let far = Far { test, first, end, said: Mutex::new(Instant::now()), started: Instant::now() };
    let work = |says: bool| {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return;
            }
            match catch_unwind(AssertUnwindSafe(|| script(&mut Dice::new(seed)))) {
                Ok(of_seed) => sums.lock().unwrap().iter_mut().zip(of_seed).for_each(|(sum, it)| *sum += it),
                Err(why) => {
                    // The other threads need not go on.
                    next.store(end, Ordering::Relaxed);
                    eprintln!("seed {seed} fails; it alone: ONESHEET_SEED={seed} cargo test --test pure {test}");
                    resume_unwind(why);
                }
            }
            if says {
                far.say(seed);
            }
        }
    };
    match asked("ONESHEET_THREADS") {
        None => work(false),
        Some(threads) => std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(|| work(true))))),
    }
    let sums = sums.into_inner().unwrap();
    let sums: Vec<String> = figures.iter().zip(sums).map(|(name, sum)| format!("{sum} {name}")).collect();
    println!("{test}: {} seeds, {}", end - first, sums.join(", "));
}

/// How far the seeds of a test are.
struct Far<'a> {
    test: &'a str,
    first: u64,
    end: u64,
    said: Mutex<Instant>,
    started: Instant,
}

impl Far<'_> {
    fn say(&self, seed: u64) {
        let Ok(mut said) = self.said.try_lock() else { return };
        if said.elapsed() < SAYS_EVERY {
            return;
        }
        *said = Instant::now();
        let (done, all, minutes) = (seed + 1 - self.first, self.end - self.first, self.started.elapsed().as_secs_f64() / 60.0);
        let left = minutes * (all - done) as f64 / done as f64;
        println!("{}: {done} of {all} seeds in {minutes:.1} minutes, about {left:.0} more", self.test);
    }
}
