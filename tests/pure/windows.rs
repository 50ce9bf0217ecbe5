//! Two windows: every schedule of what may happen in them, to a depth. No two hold the document, nothing that was typed is gone,
//! what a later holder wrote stands over what a former one did, and in the end all say the same.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::seeds;
use super::window::Act::{self, *};
use super::window::{World, field};

/// One thing after the other, each in one of the windows.
type Schedule = [(usize, Act)];

const ACTS: [Act; 9] = [Open, Ask, Type, Answer, Hear, Steal, Rest, Close, Kill];
const HOLDS: &Schedule = &[(0, Open), (0, Answer), (0, Ask), (0, Answer)];
/// Keys of one schedule.
const MOST_TYPED: usize = 3;

/// How much further every schedule is followed; the bench goes deeper.
fn depth() -> usize {
    if seeds::count() >= 10_000 { 10 } else { 8 }
}

/// What still comes by itself.
fn due(world: &World) -> Option<(usize, Act)> {
    let by_itself = [Answer, Hear, Ask].into_iter();
    by_itself.flat_map(|act| [(0, act), (1, act)]).find(|(at, act)| world.may(*at, *act))
}

/// Everything comes that is on its way; then all must agree.
fn check_settled(mut world: World) {
    for steps in 0.. {
        let Some((at, act)) = due(&world) else { break };
        world.act(at, act);
        assert!(steps < 200, "it never comes to rest");
    }
    let disk = world.on_disk();
    let stands = disk.stamp(&field());
    let lost = world.typed.iter().find(|it| Some(&it.stamp) > stands);
    assert!(lost.is_none(), "typed and gone: {lost:?}, {stands:?} stands");
    let holding = world.typed.iter().find(|it| Some(&it.stamp) == stands).map_or(0, |it| it.holding);
    let later = world.typed.iter().find(|it| it.is_kept && holding > 0 && it.holding > holding);
    assert!(later.is_none(), "a former holder's {stands:?} stands over {later:?}");
    // What a window that is gone could not tell any more is seen when the document is read again.
    let told = world.typed.iter().filter(|it| it.is_kept || world.is_there(&it.stamp.tab)).map(|it| &it.stamp).max();
    for window in world.windows.iter().flatten() {
        let shown = window.document.as_ref().unwrap().stamp(&field());
        assert!(shown == stands || shown >= told, "a window shows {shown:?}, the device holds {stands:?}");
    }
}

struct Search {
    /// States met, and how much further each was followed.
    met: HashMap<u64, usize>,
    schedule: Vec<(usize, Act)>,
    ends: usize,
}

impl Search {
    fn go(&mut self, world: &World, further: usize) {
        let mut hasher = DefaultHasher::new();
        world.hash(&mut hasher);
        let met = self.met.entry(hasher.finish()).or_insert(0);
        if *met > further {
            return;
        }
        *met = further + 1;
        // A schedule that is cut short is the beginning of one in which the rest comes by itself.
        if further == 0 || due(world).is_none() {
            self.ends += 1;
            check_settled(world.clone());
        }
        if further == 0 {
            return;
        }
        for (at, act) in (0..2).flat_map(|at| ACTS.map(|act| (at, act))) {
            if world.may(at, act) && (act != Type || world.typed.len() < MOST_TYPED) {
                let mut next = world.clone();
                self.schedule.push((at, act));
                next.act(at, act);
                self.go(&next, further - 1);
                self.schedule.pop();
            }
        }
    }
}

/// Follows all schedules that begin so. One that fails is told, to be put into `ONCE`.
fn follow(name: &str, beginning: &Schedule, further: usize) {
    let mut world = World::default();
    beginning.iter().for_each(|(at, act)| world.act(*at, *act));
    let mut search = Search { met: HashMap::new(), schedule: beginning.to_vec(), ends: 0 };
    if let Err(why) = catch_unwind(AssertUnwindSafe(|| search.go(&world, further))) {
        eprintln!("{name}: &{:?}", search.schedule);
        resume_unwind(why);
    }
    println!("windows, {name}: to depth {further}, {} states, {} ends", search.met.len(), search.ends);
}

#[test]
fn from_nothing() {
    follow("from nothing", &[], depth());
}

#[test]
fn one_holds() {
    follow("one holds", HOLDS, depth());
}

#[test]
fn one_holds_and_one_follows() {
    let follows = [(1, Open), (1, Answer), (1, Ask), (1, Answer)];
    follow("one holds and one follows", &[HOLDS, &follows].concat(), depth());
}

/// Schedules that once lost something, deeper than the search goes. What may not happen any more is left out.
const ONCE: &[&Schedule] = &[
    // Taken over and back, and the answers of the first take-over come last.
    &[(1, Open), (1, Answer), (1, Ask), (1, Answer), (1, Steal), (0, Hear), (0, Steal), (0, Answer), (0, Answer), (0, Type)],
    // What is said while the document is read, and a take-over before the other holds.
    &[
        (0, Close),
        (0, Open),
        (0, Answer),
        (1, Open),
        (0, Type),
        (0, Answer),
        (1, Hear),
        (1, Answer),
        (1, Ask),
        (0, Ask),
        (0, Steal),
    ],
];

#[test]
fn what_once_lost_something_loses_nothing() {
    for schedule in ONCE {
        let mut world = World::default();
        for (at, act) in HOLDS.iter().chain(*schedule) {
            if world.may(*at, *act) {
                world.act(*at, *act);
            }
        }
        let mut search = Search { met: HashMap::new(), schedule: schedule.to_vec(), ends: 0 };
        search.go(&world, 5);
    }
}
