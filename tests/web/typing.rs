//! Typing: who is told what, in every order in which engines end a composition.

use std::cell::RefCell;
use std::rc::Rc;

use onesheet::browser::listening::Listening;
use onesheet::browser::typing::{Heard, Step, Typed, What, find_controls, listen};
use wasm_bindgen_test::wasm_bindgen_test;

use super::script;

type Said = Rc<RefCell<Vec<String>>>;

fn sentence(heard: &Heard) -> String {
    match heard {
        Heard::Step(Step::Back) => "back".to_owned(),
        Heard::Step(Step::Forth) => "forth".to_owned(),
        Heard::Typed(Typed { field, part, what, .. }) => {
            let part = part.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
            let what = match what {
                What::Text(text) => format!("={text}"),
                What::Flag(flag) => format!("?{flag}"),
                What::Chosen(value) => format!(":{value}"),
                What::Left => " left".to_owned(),
            };
            format!("{field}{part}{what}")
        }
    }
}

/// Draws the controls, and gives what is heard and the handle that keeps listening.
fn room(markup: &str) -> (Said, Listening) {
    script(&format!(
        "document.getElementById('room')?.remove();
         const room = document.createElement('div'); room.id = 'room'; room.innerHTML = `{markup}`; document.body.append(room);
         globalThis.box = room.querySelector('input, textarea, select');
         globalThis.type = (text, more) => {{ box.value = text;
             box.dispatchEvent(new InputEvent('input', {{ bubbles: true, ...more }})) }};
         globalThis.compose = (name, data) => box.dispatchEvent(new CompositionEvent(name, {{ bubbles: true, data }}));
         globalThis.fire = (it, name) => it.dispatchEvent(new Event(name, {{ bubbles: true }}))"
    ));
    let said = Said::default();
    let told = said.clone();
    let listening = listen(move |it| told.borrow_mut().push(sentence(&it)));
    (said, listening)
}

fn check(markup: &str, deed: &str, expected: &[&str]) {
    let (said, _listening) = room(markup);
    script(deed);
    assert_eq!(*said.borrow(), expected, "{deed}");
}

const LINE: &str = "<input data-field='a'>";

#[wasm_bindgen_test]
fn every_text_is_told_at_once() {
    check(LINE, "type('1'); type('12'); type('1'); type('')", &["a=1", "a=12", "a=1", "a="]);
    check("<textarea data-field='t'></textarea>", "type('x\\ny')", &["t=x\ny"]);
    check("<input>", "type('no field')", &[]);
    check(LINE, "type('1'); fire(box, 'change')", &["a=1"]);
    check(LINE, "box.value = 'filled in'; fire(box, 'change')", &["a=filled in"]);
}

#[wasm_bindgen_test]
fn a_composition_is_told_once_when_input_comes_before_its_end() {
    let deed = "compose('compositionstart', ''); type('n', { isComposing: true }); type('ni', { isComposing: true });
         type('你', { isComposing: true }); compose('compositionend', '你')";
    check(LINE, deed, &["a=你"]);
    check(LINE, &format!("{deed}; type('你好')"), &["a=你", "a=你好"]);
}

#[wasm_bindgen_test]
fn a_composition_is_told_once_when_input_comes_after_its_end() {
    let deed = "compose('compositionstart', ''); type('ni', { isComposing: true });
         box.value = '你'; compose('compositionend', '你'); type('你')";
    check(LINE, deed, &["a=你"]);
    // The text after its end counts, whatever stood there at the end.
    let late = "compose('compositionstart', ''); type('ni', { isComposing: true });
         box.value = ''; compose('compositionend', '你'); type('你')";
    check(LINE, late, &["a=你"]);
}

#[wasm_bindgen_test]
fn input_during_a_composition_is_not_told_even_without_its_mark() {
    check(LINE, "compose('compositionstart', ''); type('ni'); type('你'); compose('compositionend', '你')", &["a=你"]);
}

#[wasm_bindgen_test]
fn a_composition_called_off_is_not_told() {
    let deed = "type('x'); compose('compositionstart', ''); type('xni', { isComposing: true });
         type('x', { isComposing: true }); compose('compositionend', '')";
    check(LINE, deed, &["a=x"]);
}

#[wasm_bindgen_test]
fn a_composition_whose_start_was_not_seen_or_whose_end_never_comes_loses_nothing() {
    check(
        LINE,
        "type('ni', { isComposing: true }); type('你', { isComposing: true }); compose('compositionend', '你')",
        &["a=你"],
    );
    let unended = "compose('compositionstart', ''); type('你', { isComposing: true }); fire(box, 'focusout'); type('你们')";
    check(LINE, unended, &["a=你", "a left", "a=你们"]);
}

#[wasm_bindgen_test]
fn ticks_and_choices_are_told_once() {
    check("<input type=checkbox data-field='c'>", "box.click(); box.click()", &["c?true", "c?false"]);
    check(
        "<select data-field='s'><option value=x>X<option value=y>Y</select>",
        "box.value = 'y'; fire(box, 'input'); fire(box, 'change')",
        &["s:y"],
    );
    check(
        "<fieldset data-field='r'><input type=radio name=n value=1><input type=radio name=n value=2></fieldset>",
        "document.querySelector('[value=\"2\"]').click()",
        &["r:2"],
    );
}

#[wasm_bindgen_test]
fn parts_of_a_field_are_told_apart() {
    check(
        "<span data-field='q'><input data-part='num'><input data-part='den'></span>",
        "type('3'); fire(box, 'focusout'); box = box.nextSibling; type('4')",
        &["q#num=3", "q#num left", "q#den=4"],
    );
}

#[wasm_bindgen_test]
fn undo_is_heard_outside_text_only() {
    let press = "const press = (on, key, more) => on.dispatchEvent(new KeyboardEvent('keydown',
         { key, ctrlKey: true, bubbles: true, cancelable: true, ...more })); ";
    let outside = "globalThis.kept = press(document.body, 'z'); press(document.body, 'Z', { shiftKey: true });
         press(document.body, 'y', { ctrlKey: false, metaKey: true }); press(document.body, 'z', { altKey: true });
         press(document.body, 'z', { ctrlKey: false }); press(document.body, 'a')";
    check(LINE, &format!("{press}{outside}"), &["back", "forth", "forth"]);
    assert_eq!(script("return kept").as_bool(), Some(false));
    check(LINE, &format!("{press} press(box, 'z')"), &[]);
    check("<input type=checkbox data-field='c'>", &format!("{press} press(box, 'z')"), &["back"]);
}

#[wasm_bindgen_test]
fn the_handler_may_move_the_focus_and_change_the_text() {
    let (_, first) = room("<input data-field='a'><input data-field='b'>");
    drop(first);
    let said = Said::default();
    let told = said.clone();
    let _listening = listen(move |heard| {
        told.borrow_mut().push(sentence(&heard));
        if let Heard::Typed(Typed { what: What::Text(text), control, .. }) = heard {
            control.set_value(&text.to_uppercase());
            onesheet::browser::page::focus_field("b");
            told.borrow_mut().push("after".to_owned());
        }
    });
    script("box.focus(); type('ab'); fire(box, 'change')");
    assert_eq!(*said.borrow(), ["a=ab", "after", "a left"]);
    assert_eq!(script("return box.value").as_string().as_deref(), Some("AB"));
}

#[wasm_bindgen_test]
fn a_text_put_back_keeps_the_caret_and_leaves_a_composition_alone() {
    let (said, _listening) = room(LINE);
    let control = find_controls("a").remove(0);
    script("box.focus(); type('1234'); box.setSelectionRange(2, 2)");
    assert!(control.is_focused());
    control.set_value("12345");
    assert_eq!((control.value(), control.caret()), ("12345".to_owned(), Some(2)));
    control.set_caret(5);
    control.set_value("1,234,5");
    assert_eq!(control.caret(), Some(7));
    script("compose('compositionstart', '')");
    assert!(control.is_composing());
    control.set_value("other");
    assert_eq!(control.value(), "1,234,5");
    script("compose('compositionend', '')");
    control.set_value("type a");
    script("type('type a')");
    assert_eq!(*said.borrow(), ["a=1234", "a=type a"]);
}

#[wasm_bindgen_test]
fn controls_show_what_they_are_told() {
    let (_, _listening) = room(
        "<span data-field='q'><input data-part=num><input data-part=den><input data-field='q/other'></span>
         <input type=checkbox data-field='c'><input type=number data-field='n'>
         <select data-field='s'><option value=x>X<option value=y>Y</select>
         <p data-field='r'><input type=radio name=n value=1 checked><input type=radio name=n value=2></p>",
    );
    assert_eq!(find_controls("q").len(), 2);
    let one = |field| find_controls(field).remove(0);
    one("c").set_flag(true);
    assert!(one("c").flag());
    one("s").set_value("y");
    assert_eq!(one("s").value(), "y");
    find_controls("r").iter().for_each(|it| it.set_value("2"));
    assert_eq!(find_controls("r").iter().map(|it| it.flag()).collect::<Vec<_>>(), [false, true]);
    one("n").set_value("7");
    one("n").set_caret(1);
    assert_eq!((one("n").value(), one("n").caret()), ("7".to_owned(), None));
    one("n").set_invalid(Some("too much"));
    assert_eq!(
        script("return document.querySelector('[aria-invalid=true]').ariaDescription").as_string().as_deref(),
        Some("too much")
    );
    one("n").set_invalid(None);
    assert!(script("return document.querySelector('[aria-invalid]')").is_null());
    assert!(find_controls("nowhere").is_empty());
}
