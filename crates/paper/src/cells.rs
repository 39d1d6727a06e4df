//! Which cell of a workbook stands at a place of its text.

/// The rows of a workbook in the order of its text.
#[derive(Debug, Default)]
pub struct Cells {
    /// Names of the sheets that were read.
    sheets: Vec<String>,
    rows: Vec<RowPlace>,
}

#[derive(Debug)]
struct RowPlace {
    /// Its first byte in the text.
    text: usize,
    /// Place in the list of sheets.
    sheet: usize,
    row: usize,
    /// The column of its first cell.
    column: usize,
}

/// A cell as people call it: sheet, and `C12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellName {
    pub sheet: String,
    /// From 1.
    pub row: usize,
    /// From 1.
    pub column: usize,
}

impl Cells {
    pub fn open_sheet(&mut self, name: &str) {
        self.sheets.push(name.to_owned());
    }

    /// The row `row` of the open sheet begins at `text` with the cell of `column`.
    pub fn row(&mut self, text: usize, row: usize, column: usize) {
        let sheet = self.sheets.len().saturating_sub(1);
        self.rows.push(RowPlace { text, sheet, row, column });
    }

    /// The cell that holds byte `at` of `text`.
    pub fn at(&self, text: &str, at: usize) -> Option<CellName> {
        let n = self.rows.partition_point(|it| it.text <= at);
        let row = &self.rows[n.checked_sub(1)?];
        let line = text.get(row.text..at)?;
        if line.contains('\n') {
            return None;
        }
        let n_bars = line.bytes().filter(|it| *it == b'|').count();
        let sheet = self.sheets.get(row.sheet).cloned().unwrap_or_default();
        Some(CellName { sheet, row: row.row, column: row.column + n_bars })
    }
}

impl std::fmt::Display for CellName {
    /// `C12`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut letters, mut n) = (Vec::new(), self.column);
        while n > 0 {
            letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
            n = (n - 1) / 26;
        }
        letters.iter().rev().try_for_each(|it| write!(f, "{it}"))?;
        write!(f, "{}", self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_the_sheet_calls_them() {
        for (column, expected) in [(1, "A7"), (26, "Z7"), (27, "AA7"), (703, "AAA7")] {
            let name = CellName { sheet: String::new(), row: 7, column };
            assert_eq!(name.to_string(), expected);
        }
    }
}
