//! Codes that are told by voice or on paper and used once: ten signs that cannot be taken for one another.

const SIGNS: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH: usize = 10;

/// A new code, in two halves. `draw` gives bytes nobody can guess.
pub fn draw(draw: &mut impl FnMut() -> [u8; 32]) -> String {
    // Bytes above the last whole multiple would make some signs likelier than others.
    const LAST: u8 = (256 / SIGNS.len() * SIGNS.len() - 1) as u8;
    let mut code = String::with_capacity(LENGTH + 1);
    while code.len() <= LENGTH {
        for byte in draw().into_iter().filter(|it| *it <= LAST) {
            match code.len() {
                5 => code.push('-'),
                it if it > LENGTH => break,
                _ => code.push(char::from(SIGNS[usize::from(byte) % SIGNS.len()])),
            }
        }
    }
    code
}

/// The hash of a code, however it was typed.
pub fn hash(code: &str) -> String {
    let signs: String = code.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_uppercase()).collect();
    blake3::derive_key("bamsat one-time code", signs.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_ten_signs_and_may_be_typed_as_one_likes() {
        let mut n = 0;
        let code = draw(&mut || {
            n += 1;
            [n * 37; 32]
        });
        assert_eq!(code.chars().filter(char::is_ascii_alphanumeric).count(), 10);
        assert_eq!(hash(&code), hash(&code.to_lowercase().replace('-', " ")));
    }
}
