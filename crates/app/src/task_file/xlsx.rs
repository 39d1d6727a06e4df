//! A workbook as an office keeps it: a head that stays, filters, days that are days, and paper in A4 landscape.
//!
//! Rows go to a temporary file of the data folder as they come, so that a long list does not stand in memory.

use super::cells::Cell;
use super::{Broken, Line, TaskFile};
use crate::error::Error;
use crate::figures;
use crate::messages::{say, text};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// Longer words cannot stand in a cell of Excel.
const LONGEST_CELL: usize = 32_767;
/// Excel knows no day before.
const FIRST_YEAR: i16 = 1900;
const A4: u8 = 9;
/// Behind the heads of groups: light enough to be printed.
const GROUND: u32 = 0xE6_EB_EC;

/// The title, the day and an empty line stand above the heads.
const HEADS: u32 = 3;

struct Formats {
    title: Format,
    group: Format,
    head: Format,
    text: Format,
    day: Format,
    number: Format,
}

impl From<XlsxError> for Broken {
    fn from(error: XlsxError) -> Broken {
        Broken::Out(io::Error::other(error))
    }
}

pub fn write(file: &TaskFile, out: impl Write + Send) -> Result<(), Broken> {
    let mut book = Workbook::new();
    let folder = file.office.data_folder();
    store::make_folder(folder).map_err(Error::Store)?;
    book.set_tempdir(folder)?;
    let formats = Formats::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    set_up(file, sheet)?;
    sheet.write_string_with_format(0, 0, text(file.language, "sheet-title"), &formats.title)?;
    sheet.write_string(1, 0, say(file.language, "file-day", &[("day", figures::day(file.office.today()).into())]))?;
    put(sheet, HEADS, &file.heads(), &formats, true)?;
    let mut n = HEADS;
    let is_cut = file.rows(|line| {
        n += 1;
        match line {
            Line::Task(cells) => put(sheet, n, &cells, &formats, false),
            Line::Group(title) => put_group(sheet, n, file, &title, &formats),
        }
    })?;
    sheet.autofilter(HEADS, 0, n, u16::try_from(file.columns.len() - 1).unwrap_or(u16::MAX))?;
    if is_cut {
        sheet.write_string(n + 1, 0, file.cut())?;
    }
    Ok(book.save_to_writer(out)?)
}

fn set_up(file: &TaskFile, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(text(file.language, "word-tasks"))?;
    for (i, column) in (0..).zip(&file.columns) {
        sheet.set_column_width(i, column.width)?;
    }
    sheet.set_freeze_panes(HEADS + 1, 1)?;
    sheet.set_repeat_rows(HEADS, HEADS)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    sheet.set_footer("&R&P/&N");
    Ok(())
}

impl Formats {
    fn new() -> Formats {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        let head = cell().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            group: Format::new().set_bold().set_border(FormatBorder::Hair).set_background_color(GROUND),
            head: head.set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            day: cell().set_num_format("dd/mm/yyyy"),
            number: cell().set_num_format("0"),
        }
    }
}

/// The head of a group goes over all columns.
fn put_group(sheet: &mut Worksheet, row: u32, file: &TaskFile, title: &str, formats: &Formats) -> Result<(), Broken> {
    sheet.write_string_with_format(row, 0, fitting(title), &formats.group)?;
    for (column, _) in (0..).zip(&file.columns).skip(1) {
        sheet.write_blank(row, column, &formats.group)?;
    }
    Ok(())
}

/// A text is written as a text, whatever it begins with.
fn put(sheet: &mut Worksheet, row: u32, cells: &[Cell], formats: &Formats, is_head: bool) -> Result<(), Broken> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Nothing => sheet.write_blank(row, column, &formats.text)?,
            Cell::Text(text) if is_head => sheet.write_string_with_format(row, column, text, &formats.head)?,
            Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), &formats.text)?,
            Cell::Day(day) if day.year() < FIRST_YEAR => {
                sheet.write_string_with_format(row, column, figures::day(*day), &formats.text)?
            }
            Cell::Day(day) => sheet.write_datetime_with_format(row, column, day, &formats.day)?,
            Cell::Number(number) => sheet.write_number_with_format(row, column, *number, &formats.number)?,
        };
    }
    Ok(())
}

/// As much of a text as a cell takes, with a sign that there is more.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut length = 0;
    let is_in = |it: &char| {
        length += it.len_utf16();
        length < LONGEST_CELL
    };
    text.chars().take_while(is_in).chain(['\u{2026}']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_into_a_cell() {
        let long = "\u{1f600}".repeat(20_000);
        let cut = fitting(&long);
        assert!(cut.encode_utf16().count() <= LONGEST_CELL && cut.ends_with('\u{2026}'));
        assert_eq!(fitting("short"), "short");
    }
}
