//! Spoils a file: bytes drawn by lot, pieces doubled, dropped, moved, and repeated until the file is large.

use super::dice::Dice;
use super::seeds::{Format, Seed};

/// The longest input.
pub const LONGEST: usize = 1_000_000;
/// The longest part of an input that is packed.
pub const LONGEST_PART: usize = 40_000_000;

/// What readers of each format look for: joined at random, and put into other files.
const TEXT: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    ". ",
    "; ",
    ", ",
    ": ",
    " - ",
    "\n- ",
    "\n1. ",
    "\na) ",
    "\nI. ",
    " | ",
    "\n| ",
    "\t",
    "    ",
    "(",
    ")",
    "\"",
    "%",
    " 12,5%",
    " 1.234.567",
    "01/02/2021",
    " 30/2020/N\u{110}-CP",
    " n\u{103}m 2021",
    " \u{111}\u{1ed3}ng",
    "TT | N\u{1ed9}i dung | Ch\u{1ee7} tr\u{ec}\n",
    "\u{301}",
    "\u{323}",
    "\u{feff}",
    "\0",
    "\r\n",
    "\u{ad}",
    "\u{1f600}",
    "/",
    "\u{2026}",
    "\u{201c}",
    "\u{a0}",
    "\u{fffd}",
    "i\u{307}",
    "\u{130}",
    "\u{1e9e}",
];
const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=1000 rowspan=65000>",
    "<th>",
    "</td>",
    "<b>",
    "</b>",
    "<br>",
    "<ul>",
    "<li>",
    "<pre>",
    "<span class='",
    "<a href=\"",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "<article>",
    "<main>",
    "<body>",
    "<h1>",
    "&amp;",
    "&nbsp;",
    "&#7843;",
    "&#x110000;",
    "&ngt",
    "&",
    "<",
    ">",
    "'",
    "\"",
    "=",
    " style=\"text-align:center\"",
    "<select><option>",
    "<svg>",
    "<textarea>",
    "<iframe>",
    "</",
];
const OFFICE: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:gridSpan w:val='4000000000'/>",
    "<w:numPr><w:ilvl w:val='8'/><w:numId w:val='1'/></w:numPr>",
    "<w:br/>",
    "<w:tab/>",
    "<w:del>",
    "</w:del>",
    "<w:vanish/>",
    "<w:pStyle w:val='1'/>",
    "<w:txbxContent>",
    "<w:lvl w:ilvl='9'>",
    "<w:lvlText w:val='%1%2%3%4%5%6%7%8%9'/>",
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>",
    "<w:abstractNum w:abstractNumId='1'>",
    "<w:style w:styleId='1'><w:basedOn w:val='1'/>",
    "<w:jc w:val='center'/>",
    "<row r='1048576'>",
    "<row>",
    "</row>",
    "<c t='s'><v>0</v></c>",
    "<c r='XFD1'><v>1</v></c>",
    "<c s='1'>",
    "</c>",
    "<v>",
    "</v>",
    "<is><t>",
    "<si><t>",
    "</t></si>",
    "<numFmt numFmtId='164' formatCode='[h]\"d'/>",
    "<cellXfs><xf numFmtId='164'/>",
    "<sheet name='a' r:id='rId1'/>",
    "&amp;",
    "&a;",
    "&#0;",
    "<!ENTITY a \"",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<",
    ">",
    "'",
    "\"",
    "1e308",
    "-1",
    "46022.5",
    "99999999999999999999",
];
const PDF: &[&str] = &[
    " BT ",
    " ET ",
    " Tj ",
    " TJ ",
    " Tf ",
    " Tm ",
    " Td ",
    " TD ",
    " T* ",
    " ' ",
    " \" ",
    " Tc ",
    " Tz ",
    " q ",
    " Q ",
    " cm ",
    " Do ",
    " BDC ",
    " EMC ",
    " BI ID ",
    " EI ",
    " re ",
    " m ",
    " l ",
    " S ",
    " f ",
    " n ",
    "/F1 ",
    "/X ",
    "/Artifact ",
    "12 ",
    "1 0 0 1 ",
    "-0.0001 ",
    "1e99 ",
    "999999999 ",
    "<0041> ",
    "<",
    ">",
    "(a) ",
    "(",
    ")",
    "[",
    "]",
    "<<",
    ">>",
    "% ",
    "\\",
    " R ",
    "2 0 R ",
    "4 0 R ",
    " obj ",
    " endobj ",
    " stream\n",
    " endstream ",
    " beginbfrange ",
    " endbfrange ",
    " endbfchar ",
    "<0000> <ffff> <d800> ",
    "/Kids ",
    "/Length ",
    "/Filter ",
    "/Type /Page ",
    "/Pages ",
    "/ToUnicode ",
    "/W ",
    "/Widths ",
    "/FirstChar ",
    "/Encoding ",
    "/Differences ",
    "/DescendantFonts ",
    "/Rotate 90 ",
    "/MediaBox [0 0 1e9 1e9] ",
];

impl Format {
    pub fn tokens(self) -> &'static [&'static str] {
        match self {
            Format::Text => TEXT,
            Format::Html => HTML,
            Format::Docx | Format::Xlsx => OFFICE,
            Format::Pdf => PDF,
        }
    }

    pub fn is_packed(self) -> bool {
        !matches!(self, Format::Text | Format::Html)
    }
}

/// Changes one to about thirty places of `bytes`, with pieces of itself, of `other`, and of what readers look for.
pub fn spoil(bytes: &mut Vec<u8>, other: &[u8], format: Format, dice: &mut Dice) {
    for _ in 0..dice.magnitude(32) {
        let at = dice.roll(bytes.len() + 1);
        let until = (at + dice.magnitude(2_000)).min(bytes.len());
        match dice.roll(9) {
            0 if at < bytes.len() => bytes[at] = dice.roll(256) as u8,
            1 => drop(bytes.splice(at..at, std::iter::once(dice.roll(256) as u8))),
            2 => drop(bytes.drain(at..until)),
            3 => {
                let copy = bytes[at..until].to_vec();
                let to = dice.roll(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            4 => {
                let from = dice.roll(other.len());
                let copy = other[from..].iter().take(dice.magnitude(2_000)).copied().collect::<Vec<u8>>();
                bytes.splice(at..until, copy);
            }
            5 if dice.roll(8) == 0 => bytes.truncate(at),
            6 => {
                let n_times = dice.magnitude(64);
                let copy = bytes[at..until].repeat(n_times);
                bytes.splice(at..at, copy);
            }
            _ => {
                let token = dice.pick(format.tokens()).as_bytes().repeat(dice.magnitude(16));
                bytes.splice(at..at, token);
            }
        }
    }
}

/// Pieces of `bytes` and of what readers look for, one after the other, each as often as the dice say, up to `length`.
pub fn soup(bytes: &[u8], format: Format, length: usize, dice: &mut Dice) -> Vec<u8> {
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    for _ in 0..dice.magnitude(12) {
        let is_token = dice.roll(3) > 0 || bytes.is_empty();
        pieces.push(if is_token { dice.pick(format.tokens()).as_bytes().to_vec() } else { piece(bytes, dice) });
    }
    let (mut soup, longest_run) = (Vec::with_capacity(length), dice.magnitude(length));
    while soup.len() < length {
        let piece = dice.pick(&pieces);
        let n_times = dice.magnitude(longest_run).min((length - soup.len()) / piece.len().max(1) + 1);
        for _ in 0..n_times.max(1) {
            soup.extend_from_slice(piece);
        }
        soup.extend_from_slice(b" ");
    }
    soup
}

/// A piece of `bytes` as it lies there, repeated up to `length`.
pub fn repeated(bytes: &[u8], length: usize, dice: &mut Dice) -> Vec<u8> {
    let piece = piece(bytes, dice);
    piece.repeat(length / piece.len().max(1))
}

/// A line, a word or any stretch.
fn piece(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let at = dice.roll(bytes.len());
    let rest = &bytes[at..];
    let is_end: fn(u8) -> bool = match dice.roll(3) {
        0 => |it| it == b'\n' || it == b'>',
        1 => |it| it == b' ' || it == b'<',
        _ => |_| false,
    };
    let start = rest.iter().position(|it| is_end(*it)).map_or(0, |it| it + 1);
    let rest = &rest[start..];
    let length = rest.iter().position(|it| is_end(*it)).map_or_else(|| dice.magnitude(3_000), |it| it + 1);
    rest[..length.min(rest.len())].to_vec()
}

/// `seed` with one of its parts spoilt, or made anew up to one part in `share` of the longest.
pub fn spoilt(seed: &Seed, other: &Seed, share: usize, dice: &mut Dice) -> Vec<u8> {
    let mut seed = seed.clone();
    let longest = if seed.format.is_packed() { LONGEST_PART } else { LONGEST };
    let at = dice.roll(seed.parts.len());
    let part = &mut seed.parts[at].1;
    let length = dice.magnitude(longest / share);
    match dice.roll(6) {
        0 => *part = soup(part, seed.format, length, dice),
        1 => *part = repeated(part, length, dice),
        2 => {
            let grown = repeated(part, length, dice);
            let to = dice.roll(part.len() + 1);
            part.splice(to..to, grown);
        }
        _ => spoil(part, &dice.pick(&other.parts).1, seed.format, dice),
    }
    loop {
        let packed = seed.packed();
        if packed.len() <= LONGEST {
            return packed;
        }
        let half = seed.parts[at].1.len() / 2;
        seed.parts[at].1.truncate(half);
    }
}
