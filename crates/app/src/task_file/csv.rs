//! Comma-separated values (RFC 4180) with the mark by which Excel knows UTF-8.

use super::cells::Cell;
use super::{Broken, Line, TaskFile};
use crate::figures;
use std::io::{BufWriter, Write};

/// Without it Excel breaks the letters with marks.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

pub fn write(file: &TaskFile, out: impl Write) -> Result<(), Broken> {
    let mut out = BufWriter::with_capacity(64 * 1024, out);
    write!(out, "{BYTE_ORDER_MARK}{}\r\n", line(&file.heads()))?;
    // Whoever reads it with a program groups it there.
    let is_cut = file.rows(|it| match it {
        Line::Task(cells) => Ok(write!(out, "{}\r\n", line(&cells))?),
        Line::Group(_) => Ok(()),
    })?;
    if is_cut {
        write!(out, "{}\r\n", line(&[Cell::Text(file.cut())]))?;
    }
    Ok(out.flush()?)
}

/// One line; a cell that a sheet would take for a formula is kept a text.
pub fn line(cells: &[Cell]) -> String {
    cells.iter().map(cell).collect::<Vec<_>>().join(",")
}

fn cell(cell: &Cell) -> String {
    let text = match cell {
        Cell::Nothing => String::new(),
        Cell::Day(day) => figures::day(*day),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    };
    let is_quoted = text.contains([',', '"', '\n', '\r', ';']);
    if is_quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be_and_is_never_a_formula() {
        let cases =
            [("a", "a"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("=1+1", "'=1+1"), ("a\nb", "\"a\nb\"")];
        for (text, wanted) in cases {
            assert_eq!(line(&[Cell::Text(text.to_owned())]), wanted);
        }
    }
}
