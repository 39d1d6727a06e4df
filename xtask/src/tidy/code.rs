//! Tells the code of a Rust file from its comments, its literals and its tests, without parsing it.

/// The same text several times, with everything else blanked, so that lines and columns agree.
pub struct Source {
    /// Without comments and without what stands in literals.
    pub code: String,
    /// The code without the items that exist only in tests.
    pub product: String,
    /// Only the comments.
    pub comments: String,
    /// How many lines belong to items that exist only in tests.
    pub n_test_lines: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Code,
    Comment,
    Literal,
}

const TEST_ONLY: &str = "#[cfg(test)]";

impl Source {
    pub fn new(text: &str) -> Source {
        let chars: Vec<char> = text.chars().collect();
        let classes = classes(&chars);
        let code = only(&chars, &classes, Class::Code);
        let (product, n_test_lines) = without_tests(&code);
        Source { comments: only(&chars, &classes, Class::Comment), code, product, n_test_lines }
    }
}

fn only(chars: &[char], classes: &[Class], class: Class) -> String {
    let keep = |(it, its): (&char, &Class)| if *its == class || *it == '\n' { *it } else { ' ' };
    chars.iter().zip(classes).map(keep).collect()
}

fn classes(chars: &[char]) -> Vec<Class> {
    let mut classes = Vec::with_capacity(chars.len());
    while classes.len() < chars.len() {
        let (class, n) = next(chars, classes.len());
        let end = chars.len().min(classes.len() + n.max(1));
        classes.resize(end, class);
    }
    classes
}

/// The class of what begins at `at`, and its length in characters.
fn next(chars: &[char], at: usize) -> (Class, usize) {
    let rest = &chars[at..];
    match rest {
        ['/', '/', ..] => (Class::Comment, rest.iter().position(|it| *it == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => (Class::Comment, block_comment(rest)),
        ['"', ..] => (Class::Literal, quoted(rest, '"')),
        ['\'', '\\', ..] | ['\'', _, '\'', ..] => (Class::Literal, quoted(rest, '\'')),
        ['r', '"' | '#', ..] if at == 0 || !is_word(chars[at - 1]) || is_literal_prefix(chars, at) => match raw(rest) {
            Some(n) => (Class::Literal, n),
            None => (Class::Code, 1),
        },
        _ => (Class::Code, 1),
    }
}

/// Whether the `r` at `at` follows a `b` or `c` that begins a word.
fn is_literal_prefix(chars: &[char], at: usize) -> bool {
    matches!(chars[at - 1], 'b' | 'c') && (at == 1 || !is_word(chars[at - 2]))
}

pub fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[char], end: char) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != end {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of a raw string that begins with `r`; none if it is a raw identifier.
fn raw(rest: &[char]) -> Option<usize> {
    let n_hashes = rest[1..].iter().take_while(|it| **it == '#').count();
    if rest.get(1 + n_hashes) != Some(&'"') {
        return None;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', n_hashes)).collect();
    let body = &rest[2 + n_hashes..];
    let n = body.windows(closing.len()).position(|it| it == closing).unwrap_or(body.len());
    Some(2 + n_hashes + n + closing.len())
}

/// `code` with the items under `#[cfg(test)]` blanked, and how many lines they take.
fn without_tests(code: &str) -> (String, usize) {
    let (mut product, mut n_lines, mut from) = (code.to_owned(), 0, 0);
    while let Some(start) = product[from..].find(TEST_ONLY).map(|it| it + from) {
        let end = item_end(&product, start + TEST_ONLY.len());
        n_lines += product[start..end].matches('\n').count() + 1;
        let blank: String = product[start..end].chars().map(|it| if it == '\n' { '\n' } else { ' ' }).collect();
        from = start + blank.len();
        product.replace_range(start..end, &blank);
    }
    (product, n_lines)
}

/// The end of the item that begins at `start`: its semicolon, or the brace that closes its first.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, it) in code[start..].char_indices() {
        match it {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && matches!(it, '}' | ';') {
            return start + at + it.len_utf8();
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let source =
            Source::new("let a = \"// b\"; // c \"d\"\nlet e = 'f'; /* g /* h */ i */ let j: &'k str = r#\"l\"m\"#;");
        let words = |it: &str| it.split(|it| !is_word(it)).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&source.code), "let a let e let j k str");
        assert_eq!(words(&source.comments), "c d g h i");
    }

    #[test]
    fn escapes_do_not_end_a_literal() {
        let source = Source::new(r#"f("\"x", '\'', b"\\", br"\", '"'); y"#);
        assert_eq!(source.code.split_whitespace().collect::<String>(), "f(,,b,b,);y");
    }

    #[test]
    fn test_items_are_not_product() {
        let source = Source::new(
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { c(\"}\") }\n}\n#[cfg(test)]\nuse d;\nfn e() {}\n",
        );
        assert_eq!(source.product.split_whitespace().collect::<Vec<_>>().join(" "), "fn a() {} fn e() {}");
        assert_eq!(source.n_test_lines, 6);
    }
}
