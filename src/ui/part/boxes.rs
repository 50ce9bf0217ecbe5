//! Controls of fields. Each shows what is held and carries its path in `data-field`; what is typed in them is heard by one
//! set of listeners for the whole page (browser/typing).

use leptos::html;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::typing::means_the_same;
use crate::browser::typing::Control;
use crate::domain::path::{POINT_MAX, Path, SheetPath, TEXT_MAX};
use crate::domain::sheet;
use crate::domain::text::length;
use crate::domain::value::{Value, shown};
use crate::words::{Lang, Word};

/// Keeps a control's text equal to what is held, without touching a text that already means it.
fn keep_shown(
    session: Session,
    path: SheetPath,
    half: Option<bool>,
    control: impl Fn() -> Option<Control> + 'static,
) -> ReadSignal<Option<Value>> {
    let held = session.field(&path);
    Effect::new(move |_| {
        let now = shown(held.get().as_ref(), half);
        if let Some(control) = control()
            && !means_the_same(&path, &control.value(), &now)
        {
            control.set_value(&now);
        }
    });
    held
}

/// A number.
#[component]
pub fn NumberBox(
    path: SheetPath,
    #[prop(into)] label: String,
    /// What is shown while nothing is typed: a computed figure, plain.
    #[prop(optional, into)]
    computed: Option<Signal<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let field = path.to_string();
    keep_shown(Session::here(), path, None, move || node.get().and_then(|it| Control::of(&it)));
    let placeholder = move || computed.map(|it| it.get()).unwrap_or_default();
    view! {
        <span class="box box--number">
            <input node_ref=node type="text" inputmode="decimal" autocomplete="off" data-field=field aria-label=label placeholder=placeholder />
        </span>
    }
}

/// Numerator and denominator of a day's ratio, side by side.
#[component]
pub fn RatioBox(path: SheetPath, #[prop(into)] num: String, #[prop(into)] den: String) -> impl IntoView {
    let half = |is_num: bool, label: String| {
        let node = NodeRef::<html::Input>::new();
        let field = format!("{path}/{}", if is_num { "num" } else { "den" });
        keep_shown(Session::here(), path.clone(), Some(is_num), move || node.get().and_then(|it| Control::of(&it)));
        view! { <input node_ref=node type="text" inputmode="numeric" autocomplete="off" data-field=field aria-label=label /> }
    };
    let (top, bottom) = (half(true, num), half(false, den));
    view! { <span class="box box--ratio">{top}<i aria-hidden="true">"/"</i>{bottom}</span> }
}

/// One line of text.
#[component]
pub fn LineBox(path: SheetPath, #[prop(into)] label: String, #[prop(optional, into)] hint: String) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let field = path.to_string();
    let held = keep_shown(Session::here(), path, None, move || node.get().and_then(|it| Control::of(&it)));
    view! {
        <span class="box box--line">
            <input node_ref=node type="text" autocomplete="off" data-field=field aria-label=label placeholder=hint />
            <Counter held limit=POINT_MAX />
        </span>
    }
}

/// Points, one a line; the box numbers them.
#[component]
pub fn PointsBox(path: SheetPath, #[prop(into)] label: String, #[prop(optional, into)] hint: String) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    let field = path.to_string();
    let held = keep_shown(Session::here(), path, None, move || node.get().and_then(|it| Control::of(&it)));
    let lines = move || {
        let text = shown(held.get().as_ref(), None);
        text.split('\n')
            .map(|line| view! { <span class:blank=line.trim().is_empty()>{format!("{line}\u{200b}")}</span> })
            .collect_view()
    };
    let is_list = move || shown(held.get().as_ref(), None).contains('\n');
    view! {
        <span class="box points" class:points--list=is_list>
            <span class="points__lines" aria-hidden="true">{lines}</span>
            <textarea node_ref=node rows="1" autocomplete="off" data-field=field aria-label=label placeholder=hint></textarea>
            <Counter held limit=TEXT_MAX />
        </span>
    }
}

/// How much room is left, once it gets scarce.
#[component]
fn Counter(held: ReadSignal<Option<Value>>, limit: usize) -> impl IntoView {
    let left = Memo::new(move |_| {
        let used = held.with(|it| it.as_ref().and_then(Value::as_text).map_or(0, length));
        let left = limit as i64 - used as i64;
        (left <= limit as i64 / 5).then_some(left)
    });
    move || left.get().map(|left| view! { <span class="box__count" class:over=left < 0 aria-hidden="true">{left}</span> })
}

/// One of a few words; nothing chosen is a choice where `none` says so.
#[component]
pub fn ChoiceBox(
    path: SheetPath,
    #[prop(into)] label: String,
    /// Word in the file, wording on the page.
    options: Vec<(String, String)>,
    #[prop(optional, into)] none: Option<String>,
    /// What is shown as chosen while nothing is.
    #[prop(optional)]
    default: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    let field = path.to_string();
    let held = Session::here().field(&path);
    let chosen =
        move || Some(shown(held.get().as_ref(), None)).filter(|it| !it.is_empty()).unwrap_or_else(|| default.to_owned());
    Effect::new(move |_| {
        let now = chosen();
        if let Some(control) = node.get().and_then(|it| Control::of(&it)) {
            control.set_value(&now);
        }
    });
    let options = options.into_iter().map(|(word, wording)| view! { <option value=word>{wording}</option> }).collect_view();
    view! {
        <span class="box box--choice" data-value=chosen>
            <select node_ref=node data-field=field aria-label=label>
                {none.map(|it| view! { <option value="">{it}</option> })}
                {options}
            </select>
        </span>
    }
}

/// A tick.
#[component]
pub fn TickBox(
    path: SheetPath,
    #[prop(into)] label: String,
    /// Whether it shows a tick while nothing is held.
    #[prop(optional)]
    default: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let field = path.to_string();
    let held = Session::here().field(&path);
    Effect::new(move |_| {
        let now = sheet::flag(held.get().as_ref()).unwrap_or(default);
        if let Some(control) = node.get().and_then(|it| Control::of(&it)) {
            control.set_flag(now);
        }
    });
    view! { <span class="box box--tick"><input node_ref=node type="checkbox" data-field=field aria-label=label /></span> }
}

/// A date, or a date with its time.
#[component]
pub fn DateBox(path: SheetPath, #[prop(into)] label: String) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let field = path.to_string();
    let is_moment = matches!(path.kind(), crate::domain::path::Kind::Moment);
    let held = Session::here().field(&path);
    Effect::new(move |_| {
        let now = shown(held.get().as_ref(), None);
        let now = if is_moment { now.get(..16).unwrap_or(&now).to_owned() } else { now };
        if let Some(control) = node.get().and_then(|it| Control::of(&it)) {
            control.set_value(&now);
        }
    });
    let kind = if is_moment { "datetime-local" } else { "date" };
    view! { <span class="box box--date"><input node_ref=node type=kind data-field=field aria-label=label /></span> }
}

/// A button that takes a record away.
#[component]
pub fn RemoveButton(record: SheetPath) -> impl IntoView {
    let session = Session::here();
    let label = session.lang_now().say(Word::Remove);
    view! { <button type="button" class="quiet remove" aria-label=label title=label on:click=move |_| session.remove(record.clone())>"×"</button> }
}

/// The wordings of a set of words, in the order of the list.
pub fn options(lang: Lang, words: &[&'static str], wording: impl Fn(Lang, &str) -> String) -> Vec<(String, String)> {
    words.iter().map(|it| ((*it).to_owned(), wording(lang, it))).collect()
}
