//! The database of bytes, in a browser: a room of many rows is read whole, whatever the pieces it is read in.

use onesheet::browser::vault::{FACTS, FILES, Stored, Vault};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn every_row_of_a_room_is_heard_of_once_in_the_order_of_the_keys() {
    let vault = Vault::open().await.unwrap();
    let all = async || {
        let mut all = Vec::new();
        vault.each(FACTS, &vault.keys(FACTS).await.unwrap(), |key, bytes| all.push((key, bytes))).await.unwrap();
        all
    };
    assert_eq!(all().await, []);
    // One less than two pieces, two, and one more.
    let mut expected: Vec<(String, Vec<u8>)> = Vec::new();
    for many in 63..=65_u8 {
        expected.extend((expected.len() as u8..many).map(|it| (format!("{it:03}|纸"), vec![it, 0, 255])));
        let stored: Vec<Stored> = expected.iter().map(|(key, bytes)| (FACTS, key.clone(), bytes.clone())).collect();
        vault.keep(&stored).unwrap().await.unwrap();
        vault.keep(&[(FILES, "other".to_owned(), vec![many])]).unwrap().await.unwrap();
        assert_eq!(all().await, expected, "{many}");
    }
    let gone: Vec<_> = expected.iter().map(|it| (FACTS, it.0.clone())).chain([(FILES, "other".to_owned())]).collect();
    vault.note(&[], &gone).unwrap().await.unwrap();
    assert_eq!(all().await, []);
}
