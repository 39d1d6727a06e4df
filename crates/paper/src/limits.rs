//! The caps that bound time and memory, in one place.

/// The longest file that is looked at.
pub const LONGEST_FILE_BYTES: u64 = 100_000_000;

/// All parts of an archive, or all streams of a PDF, unpacked together, for a file of `length` bytes.
pub const fn expanded_bytes(length: usize) -> usize {
    32 * 1024 * 1024 + 2 * length
}

/// Text taken out of a packed file (DOCX, XLSX, PDF): some seven hundred pages. A text or a page is as long as its file.
///
/// What is read of a text takes many times its memory, and 1 MB may unpack to more than anybody has.
pub const TEXT_BYTES: usize = 2_000_000;

/// Elements and pieces of text of an HTML page, paragraphs, rows and cells of a DOCX.
pub const NODES: usize = 1_000_000;

/// Depth to which elements, tables, arrays or forms are told apart; what lies deeper is read as if it lay there.
pub const DEPTH: usize = 64;

/// Elements of an XML part that are open at the same time; no office program writes a hundred.
pub const OPEN_ELEMENTS: usize = 100_000;

/// Cells of a workbook, blank ones within a row included.
pub const CELLS: usize = 500_000;

/// Pages of a PDF.
pub const PAGES: usize = 5_000;

/// Objects of a PDF of `length` bytes, those inside others included.
pub const fn objects(length: usize) -> usize {
    let n_objects = 500_000 + length;
    if n_objects < 3_000_000 { n_objects } else { 3_000_000 }
}

/// Glyphs and operators of all pages of a PDF of `length` bytes together.
pub const fn glyphs(length: usize) -> usize {
    2_000_000 + length
}

/// Pages whose letters are recognised from a picture.
pub const PICTURES: usize = 100;

/// Recognising the letters of one page, seconds.
pub const PAGE_SECONDS: usize = 60;

/// A recognised word below this confidence, per cent, becomes a doubt.
pub const SURE_CONFIDENCE: u8 = 60;

/// The cap that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    ExpandedBytes,
    Text,
    Nodes,
    Cells,
    Pages,
    Glyphs,
    Pictures,
    /// The recognising of one page took too long.
    Time,
}
