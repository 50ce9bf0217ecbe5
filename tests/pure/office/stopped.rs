//! Whatever was stopped at head office says what is safe, and there is a way on.

use onesheet::leaf::office::stopped;
use onesheet::words::Lang;

#[test]
fn what_was_stopped_says_what_is_safe_and_leads_on() {
    for (lang, what, safe, on) in [
        (Lang::Zh, "已停止", "收进来的都在", "接着统计"),
        (Lang::En, "Stopped", "What was collected is kept", "Go on counting"),
    ] {
        let page = stopped(lang).to_json().canonical();
        for it in [what, safe, on, r#""role":"status""#, r#""data-ask":"""#, r#""data-into":"""#] {
            assert!(page.contains(it), "{it} in {page}");
        }
    }
}
