//! A workbook as an office makes it, written from lines (see README.md beside it).

use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Styles of cells, by their place in the part `styles.xml`.
const DAY: u8 = 1;
const SHARE: u8 = 2;
const MONTH: u8 = 3;

const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"2\">\
    <numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"mm/yyyy\"/></numFmts>\
    <fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
    <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>\
    <xf numFmtId=\"9\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";

#[derive(Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    hidden_rows: Vec<usize>,
    hidden_columns: Vec<usize>,
    rows: Vec<Vec<String>>,
}

/// The bytes of the workbook that `lines` describe.
pub fn of(lines: &str) -> Result<Vec<u8>> {
    let (mut sheets, mut is_from_1904): (Vec<Sheet>, bool) = (Vec::new(), false);
    for line in lines.lines() {
        if let Some(name) = line.strip_prefix("@sheet ") {
            let hidden = name.strip_suffix(" hidden");
            let name = hidden.unwrap_or(name).to_owned();
            sheets.push(Sheet { name, is_hidden: hidden.is_some(), ..Sheet::default() });
            continue;
        }
        let sheet = sheets.last_mut().context("a workbook begins with @sheet")?;
        match line.split_once(' ').map_or((line, ""), |it| it) {
            ("@1904", _) => is_from_1904 = true,
            ("@hide-row", row) => sheet.hidden_rows.push(row.parse()?),
            ("@hide-column", column) => sheet.hidden_columns.push(usize::from(column.as_bytes()[0] - b'A') + 1),
            _ => sheet.rows.push(line.split('|').map(|it| it.trim().to_owned()).collect()),
        }
    }
    let mut parts = vec![("xl/styles.xml".to_owned(), STYLES.to_owned())];
    parts.extend(book(&sheets, is_from_1904));
    for (n, sheet) in sheets.iter().enumerate() {
        parts.push((format!("xl/worksheets/sheet{}.xml", n + 1), sheet.xml(is_from_1904)?));
    }
    packed(&parts)
}

/// A zipped file of parts.
pub fn packed(parts: &[(String, String)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The parts that name the sheets.
fn book(sheets: &[Sheet], is_from_1904: bool) -> Vec<(String, String)> {
    let (mut listed, mut related, mut typed) = (String::new(), String::new(), String::new());
    for (n, sheet) in sheets.iter().enumerate().map(|it| (it.0 + 1, it.1)) {
        let state = if sheet.is_hidden { " state=\"hidden\"" } else { "" };
        let name = escaped(&sheet.name);
        listed.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{n}\"{state} r:id=\"rId{n}\"/>"));
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        related.push_str(&format!(
            "<Relationship Id=\"rId{n}\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        ));
        typed.push_str(&format!(
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{MAIN}.worksheet+xml\"/>"
        ));
    }
    let date = if is_from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" \
                 ContentType=\"{MAIN}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{MAIN}.styles+xml\"/>\
                 {typed}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{office}\">{date}\
                 <sheets>{listed}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{relations}\">{related}</Relationships>"),
        ),
    ]
}

const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

impl Sheet {
    fn xml(&self, is_from_1904: bool) -> Result<String> {
        let mut rows = String::new();
        for (n, row) in self.rows.iter().enumerate().map(|it| (it.0 + 1, it.1)) {
            let hidden = if self.hidden_rows.contains(&n) { " hidden=\"1\"" } else { "" };
            write!(rows, "<row r=\"{n}\"{hidden}>")?;
            for (column, cell) in row.iter().enumerate() {
                rows.push_str(&cell_xml(&place(column, n), cell, is_from_1904)?);
            }
            rows.push_str("</row>");
        }
        let columns: String =
            self.hidden_columns.iter().map(|it| format!("<col min=\"{it}\" max=\"{it}\" hidden=\"1\"/>")).collect();
        let columns = if columns.is_empty() { columns } else { format!("<cols>{columns}</cols>") };
        let joined = self.joined();
        let joined = if joined.is_empty() { joined } else { format!("<mergeCells>{joined}</mergeCells>") };
        Ok(format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{columns}<sheetData>{rows}</sheetData>\
             {joined}</worksheet>"
        ))
    }

    fn joined(&self) -> String {
        let cell =
            |row: usize, column: usize| self.rows.get(row).and_then(|it| it.get(column)).map_or("", String::as_str);
        let mut joined = String::new();
        for (row, cells) in self.rows.iter().enumerate() {
            for column in (0..cells.len()).filter(|it| !matches!(cells[*it].as_str(), "^" | "<")) {
                let last_column =
                    (column..).take_while(|it| *it == column || cell(row, *it) == "<").last().unwrap_or(column);
                let last_row = (row..).take_while(|it| *it == row || cell(*it, column) == "^").last().unwrap_or(row);
                if (last_row, last_column) != (row, column) {
                    let (from, to) = (place(column, row + 1), place(last_column, last_row + 1));
                    joined.push_str(&format!("<mergeCell ref=\"{from}:{to}\"/>"));
                }
            }
        }
        joined
    }
}

/// `C12`
fn place(column: usize, row: usize) -> String {
    format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap_or(25)))
}

fn cell_xml(place: &str, cell: &str, is_from_1904: bool) -> Result<String> {
    let styled = |style: u8, value: &str| format!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>");
    let text = |it: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(it))
    };
    Ok(match cell.split_at_checked(2).unwrap_or(("", cell)) {
        ("d:", day) => styled(DAY, &serial(day, is_from_1904)?.to_string()),
        ("m:", month) => styled(MONTH, &serial(&format!("{month}-01"), is_from_1904)?.to_string()),
        ("p:", share) => styled(SHARE, share),
        ("n:", number) => styled(0, number),
        ("f:", formula) => match formula.split_once('>') {
            Some((formula, result)) => {
                format!("<c r=\"{place}\" t=\"str\"><f>{}</f><v>{}</v></c>", escaped(formula), escaped(result))
            }
            None => format!("<c r=\"{place}\"><f>{}</f></c>", escaped(formula)),
        },
        _ if matches!(cell, "" | "^" | "<") => String::new(),
        _ => text(&cell.replace("\\n", "\n")),
    })
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Days since the end of 1899, or of 1903, as Excel counts them.
fn serial(day: &str, is_from_1904: bool) -> Result<i64> {
    let parts: Vec<i64> =
        day.split('-').map(str::parse).collect::<Result<_, _>>().with_context(|| format!("reading {day}"))?;
    let [year, month, day] = parts[..] else { bail!("{day} is no day") };
    // Days from 1/3/0000; after Howard Hinnant's `days_from_civil`.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Ok(days - 693_899 - if is_from_1904 { 1462 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        assert_eq!(serial("1900-03-01", false).unwrap(), 61);
        assert_eq!(serial("2025-12-31", false).unwrap(), 46_022);
        assert_eq!(serial("2025-12-31", true).unwrap(), 44_560);
    }
}
