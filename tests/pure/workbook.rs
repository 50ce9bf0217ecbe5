//! Workbooks for tests, written part by part, so that a test can have in them what no program writes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of these parts.
pub fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One sheet: its name, what stands inside `sheetData`, and what stands behind it.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub state: &'a str,
    pub data: String,
    pub behind: &'a str,
}

impl<'a> Sheet<'a> {
    pub fn new(name: &'a str, data: String) -> Self {
        Self { name, state: "visible", data, behind: "" }
    }
}

/// Styles by number: 0 none, 1 a date, 2 eight digits with zeros in front.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"00000000\"/></numFmts>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";

/// A workbook of these sheets.
pub fn workbook(sheets: &[Sheet], shared: &[&str], since_1904: bool) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |all: String| {
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>")
    };
    let (mut listed, mut related) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, Sheet { name, state, data, behind }) in sheets.iter().enumerate() {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{}\" state=\"{state}\" r:id=\"rId{at}\"/>", at + 1);
        related += &format!("<Relationship Id=\"rId{at}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
        let xml = format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData>{behind}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{at}.xml"), xml));
    }
    let texts: String = shared.iter().map(|it| format!("<si><t>{it}</t></si>")).collect();
    let root = format!("<Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    parts.extend([
        ("_rels/.rels".to_owned(), relations(root)),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr date1904=\"{since_1904}\"/><sheets>{listed}</sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(related)),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{main}\" uniqueCount=\"{}\">{texts}</sst>", shared.len())),
    ]);
    archive(&parts)
}

/// A row of cells as `t("A1", "text")` and its like make them.
pub fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

/// A text.
pub fn t(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A number in a style.
pub fn n(at: &str, number: &str, style: u8) -> String {
    format!("<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>")
}
