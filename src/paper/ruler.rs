//! Widths of characters in ems, asked once each: a page is tried in many sizes, and measuring is the dear part of it.

use std::cell::RefCell;
use std::collections::HashMap;

use super::mark::{POINT, Weight};
use super::measure::Measure;

/// The size widths are asked for, so that roundings of the one who measures do not show.
const ASKED: f32 = 100.0;

/// A `Measure` that remembers.
pub struct Ruler<'a> {
    measure: &'a dyn Measure,
    plain: RefCell<[[f32; 128]; 3]>,
    ideograph: RefCell<[f32; 3]>,
    others: RefCell<HashMap<(char, Weight), f32>>,
}

impl<'a> Ruler<'a> {
    pub fn new(measure: &'a dyn Measure) -> Self {
        Self {
            measure,
            plain: RefCell::new([[f32::NAN; 128]; 3]),
            ideograph: RefCell::new([f32::NAN; 3]),
            others: RefCell::default(),
        }
    }

    /// The width of a character, of its size.
    pub fn of(&self, it: char, weight: Weight) -> f32 {
        let row = weight as usize;
        match it as u32 {
            code @ 0..=127 => self.kept(&mut self.plain.borrow_mut()[row][code as usize], it, weight),
            // One is as wide as the other.
            0x4e00..=0x9fff => self.kept(&mut self.ideograph.borrow_mut()[row], it, weight),
            _ => *self.others.borrow_mut().entry((it, weight)).or_insert_with(|| self.asked(it, weight)),
        }
    }

    /// The width of a text in one line, of its size.
    pub fn text(&self, text: &str, weight: Weight) -> f32 {
        text.chars().map(|it| self.of(it, weight)).sum()
    }

    fn kept(&self, kept: &mut f32, it: char, weight: Weight) -> f32 {
        if kept.is_nan() {
            *kept = self.asked(it, weight);
        }
        *kept
    }

    fn asked(&self, it: char, weight: Weight) -> f32 {
        self.measure.width(it.encode_utf8(&mut [0; 4]), ASKED, weight) / (ASKED * POINT)
    }
}
