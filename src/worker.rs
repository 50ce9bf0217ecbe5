//! Starts the worker.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    onesheet::desk::start();
}

/// The worker runs in a browser; on the host there is nothing to start.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
