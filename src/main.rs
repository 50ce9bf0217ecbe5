//! Starts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    onesheet::ui::start();
}

/// The page runs in a browser; on the host there is nothing to start.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
