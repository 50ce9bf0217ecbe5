//! What time it is here.

use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Milliseconds since the page began: goes on whatever is done to the clock.
pub fn ticks() -> f64 {
    performance_now()
}

/// The local date: year, month from 1, day.
pub fn today() -> (i32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}

/// The local time with its offset, as in `2026-11-27T17:41:05+08:00`.
pub fn now() -> String {
    let now = Date::new_0();
    // JavaScript counts from local time to UTC, RFC 3339 the other way.
    let offset = -(now.get_timezone_offset() as i32);
    let sign = if offset < 0 { '-' } else { '+' };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date(),
        now.get_hours(),
        now.get_minutes(),
        now.get_seconds(),
        offset.abs() / 60,
        offset.abs() % 60,
    )
}

/// Milliseconds since 1970 by the clock of the device, which may be set back.
pub fn millis() -> f64 {
    Date::now()
}

/// Milliseconds since a moment as `now` wrote it, by the same clock; not a number where it is none.
pub fn since(moment: &str) -> f64 {
    millis() - Date::parse(moment)
}

/// The local time of day, as in `14:02`.
pub fn time_of_day() -> String {
    let now = Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
