//! Markup: pages and their parts. No rule of the method, no word of either language.

pub mod el;
pub mod leaf;
pub mod on_way;
pub mod page;
pub mod part;
pub mod routes;
pub mod turn;

mod root;
pub use root::Opening;

/// Starts the page.
pub fn start() {
    console_error_panic_hook::set_once();
    let lang = crate::app::start::language(&crate::browser::page::query());
    leptos::mount::mount_to_body(move || leptos::view! { <Opening lang /> });
}
