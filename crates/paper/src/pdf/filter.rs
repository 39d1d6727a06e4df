//! Undoes the filters of PDF streams that hold text, each within what is left of the budget.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::pdf::object::{from_hex, is_blank};

/// What one filter makes of `bytes`, cut at `most`; none for filters of pictures and unknown ones.
pub fn undo(filter: &str, bytes: &[u8], is_early: bool, most: usize) -> Option<Vec<u8>> {
    match filter {
        "FlateDecode" | "Fl" => Some(inflate(bytes, most)),
        "LZWDecode" | "LZW" => Some(lzw(bytes, is_early, most)),
        "ASCIIHexDecode" | "AHx" => {
            let end = bytes.iter().position(|it| *it == b'>').unwrap_or(bytes.len());
            Some(from_hex(&bytes[..end]))
        }
        "ASCII85Decode" | "A85" => Some(ascii85(bytes)),
        "RunLengthDecode" | "RL" => Some(run_length(bytes, most)),
        _ => None,
    }
}

/// As much as can be inflated; a broken end keeps its beginning.
fn inflate(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut inflated = Vec::new();
    let _ = ZlibDecoder::new(bytes).take(most as u64).read_to_end(&mut inflated);
    if inflated.is_empty() {
        let _ = DeflateDecoder::new(bytes).take(most as u64).read_to_end(&mut inflated);
    }
    inflated
}

fn lzw(bytes: &[u8], is_early: bool, most: usize) -> Vec<u8> {
    let mut decoded: Vec<u8> = Vec::new();
    // Each code as a place in what was decoded before.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut n_bits, mut width) = (0u32, 0, 9);
    let mut last: Option<(usize, usize)> = None;
    for byte in bytes {
        (bits, n_bits) = (bits << 8 | u32::from(*byte), n_bits + 8);
        if n_bits < width {
            continue;
        }
        n_bits -= width;
        let code = (bits >> n_bits) as usize & ((1 << width) - 1);
        bits &= (1 << n_bits) - 1;
        let start = decoded.len();
        match code {
            256 => {
                places.clear();
                (width, last) = (9, None);
                continue;
            }
            257 => break,
            0..256 => decoded.push(code as u8),
            _ => {
                let known = places.get(code - 258).copied();
                // The code that is only being made: the last piece and its first byte.
                let Some((from, length)) = known.or(last.map(|it| (it.0, it.1 + 1))) else { break };
                for at in from..from + length {
                    let byte = decoded[at];
                    decoded.push(byte);
                }
            }
        }
        if let Some((from, length)) = last.filter(|_| places.len() < 4096 - 258) {
            places.push((from, length + 1));
        }
        last = Some((start, decoded.len() - start));
        let next = places.len() + 258 + usize::from(is_early);
        width = match next {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if decoded.len() >= most {
            decoded.truncate(most);
            break;
        }
    }
    decoded
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let (mut decoded, mut group) = (Vec::with_capacity(bytes.len()), Vec::with_capacity(5));
    for byte in bytes.iter().filter(|it| !is_blank(**it)) {
        match byte {
            b'z' if group.is_empty() => decoded.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            decoded.extend(base85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let n = group.len() - 1;
        group.resize(5, 84);
        decoded.extend(&base85(&group)[..n]);
    }
    decoded
}

fn base85(group: &[u8]) -> [u8; 4] {
    let value = group.iter().fold(0u64, |value, it| value * 85 + u64::from(*it));
    (value as u32).to_be_bytes()
}

fn run_length(bytes: &[u8], most: usize) -> Vec<u8> {
    let (mut decoded, mut at) = (Vec::new(), 0);
    while let Some(length) = bytes.get(at).copied().filter(|it| *it != 128 && decoded.len() < most) {
        if length < 128 {
            let end = (at + 2 + length as usize).min(bytes.len());
            decoded.extend(&bytes[at + 1..end]);
            at = end;
        } else {
            let Some(byte) = bytes.get(at + 1) else { break };
            decoded.extend(std::iter::repeat_n(*byte, 257 - length as usize));
            at += 2;
        }
    }
    decoded.truncate(most);
    decoded
}

/// Undoes a PNG predictor: rows of `row_length` bytes, each with its kind before it.
pub fn unpredict(bytes: &[u8], row_length: usize, pixel_length: usize) -> Vec<u8> {
    let mut rows: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; row_length];
    for coded in bytes.chunks(row_length + 1) {
        let (kind, coded) = (coded[0], &coded[1..]);
        let mut row = vec![0u8; row_length];
        for (at, byte) in coded.iter().enumerate() {
            let left = at.checked_sub(pixel_length).map_or(0, |it| row[it]);
            let corner = at.checked_sub(pixel_length).map_or(0, |it| above[it]);
            let guess = match kind {
                1 => left,
                2 => above[at],
                3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                4 => paeth(left, above[at], corner),
                _ => 0,
            };
            row[at] = byte.wrapping_add(guess);
        }
        rows.extend(&row[..coded.len()]);
        above = row;
    }
    rows
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |it: u8| (guess - i16::from(it)).abs();
    match () {
        () if distance(left) <= distance(above) && distance(left) <= distance(corner) => left,
        () if distance(above) <= distance(corner) => above,
        () => corner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_is_undone_and_cut() {
        let zlib = b"\x78\x9c\x4b\x4c\x4c\x4c\x04\x00\x03\xce\x01\x85";
        let cases: [(&str, &[u8], usize, &[u8]); 7] = [
            ("FlateDecode", zlib, 100, b"aaaa"),
            ("FlateDecode", zlib, 2, b"aa"),
            ("FlateDecode", b"\xff\xff", 100, b""),
            ("ASCIIHexDecode", b"61 62>63", 100, b"ab"),
            ("ASCII85Decode", b"87cURDZ~>", 100, b"Hello"),
            ("RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128], 100, b"abccc"),
            ("LZWDecode", &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], 100, b"-----A---B"),
        ];
        for (filter, bytes, most, expected) in cases {
            assert_eq!(undo(filter, bytes, true, most).as_deref(), Some(expected), "{filter}");
        }
        assert_eq!(undo("DCTDecode", b"x", true, 9), None);
    }
}
