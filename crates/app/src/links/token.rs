//! Tokens of links and feeds: 160 bits in 32 signs that can be copied from paper.

/// Digits and small letters without those that are taken for others.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a token, five bits each.
const LENGTH: usize = 32;

/// A token from bytes nobody can guess.
pub fn of(bytes: [u8; 32]) -> String {
    bytes.iter().take(LENGTH).map(|it| char::from(SIGNS[usize::from(it % 32)])).collect()
}

/// The hash of a token for one purpose, however its letters were typed; `None` for what is none.
pub fn hash(token: &str, purpose: &str) -> Option<String> {
    let plain = |it: char| match it.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let token: String = token.chars().filter(|it| *it != '-').map(plain).collect();
    let is_token = token.len() == LENGTH && token.bytes().all(|it| SIGNS.contains(&it));
    let hash = || blake3::derive_key(purpose, token.as_bytes());
    is_token.then(|| hash().iter().map(|it| format!("{it:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_160_bits_and_may_be_typed_from_paper() {
        let mut bytes = [0; 32];
        bytes.iter_mut().enumerate().for_each(|(i, it)| *it = i as u8 + 224);
        let token = of(bytes);
        assert_eq!(token.as_bytes(), SIGNS);
        let typed = token.to_uppercase().replace('0', "O").replace('1', "l");
        assert_eq!(hash(&format!("{}-{}", &typed[..8], &typed[8..]), "a"), hash(&token, "a"));
        assert_ne!(hash(&token, "a"), hash(&token.replace('2', "3"), "a"));
        assert_ne!(hash(&token, "a"), hash(&token, "b"));
        for it in ["", "a", &token[1..], &format!("{token}0"), &token.replace('2', "u"), &"\u{e1}".repeat(16)] {
            assert_eq!(hash(it, "a"), None, "{it}");
        }
    }
}
