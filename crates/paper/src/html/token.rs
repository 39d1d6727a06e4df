//! Cuts an HTML source into tags and text, each with its place; never fails, in one pass.

use base::Span;

/// A tag or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    /// The name as written, and where the attributes stand.
    Start {
        name: &'a str,
        attributes: Span,
    },
    End {
        name: &'a str,
    },
    Text(Span),
}

/// Elements whose content is text up to their own end tag.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed"];

pub struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<&'a str>,
    /// A kind of raw element that has no further end tag: looked for once, not at each opening.
    unended: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    pub fn new(source: &'a str) -> Tokens<'a> {
        Tokens { source, at: 0, raw: None, unended: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Text up to `</name`, or to the end of the source where there is none.
    fn raw_text(&mut self, name: &str) -> Option<Token<'a>> {
        let kind = RAW.iter().find(|it| it.eq_ignore_ascii_case(name))?;
        let start = self.at;
        let length = if self.unended.contains(kind) { None } else { end_tag(self.rest(), kind) };
        if length.is_none() {
            self.unended.push(kind);
            // A script or style without end swallows the rest, as in a browser; other text is worth more than that.
            if !matches!(*kind, "script" | "style") {
                return None;
            }
        }
        self.at += length.unwrap_or(self.rest().len());
        (self.at > start).then_some(Token::Text(Span::new(start, self.at)))
    }

    /// Behind a comment, a declaration or a processing instruction.
    fn skip_markup(&mut self) {
        let rest = self.rest();
        let length = if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            rest.find('>').map(|it| it + 1)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|it| it + 3)
        } else {
            rest.find('>').map(|it| it + 1)
        };
        self.at += length.unwrap_or(rest.len());
    }

    fn tag(&mut self) -> Token<'a> {
        let is_end = self.rest().starts_with("</");
        let name_start = self.at + 1 + usize::from(is_end);
        let bytes = self.source.as_bytes();
        let is_name = |it: &u8| !matches!(it, b' ' | b'\t' | b'\n' | b'\r' | 0xc | b'/' | b'>');
        let name_end = name_start + bytes[name_start..].iter().take_while(|it| is_name(it)).count();
        let name = &self.source[name_start..name_end];
        let end = tag_end(bytes, name_end);
        self.at = (end + 1).min(bytes.len());
        if is_end {
            return Token::End { name };
        }
        self.raw = RAW.iter().any(|it| it.eq_ignore_ascii_case(name)).then_some(name);
        Token::Start { name, attributes: Span::new(name_end, end) }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.raw.take().and_then(|it| self.raw_text(it)) {
            return Some(token);
        }
        loop {
            let bytes = self.rest().as_bytes();
            match bytes {
                [] => return None,
                [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] | [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                    return Some(self.tag());
                }
                [b'<', b'!' | b'?' | b'/', ..] => self.skip_markup(),
                _ => {
                    let start = self.at;
                    let length = bytes[1..].iter().position(|it| *it == b'<').map_or(bytes.len(), |it| it + 1);
                    self.at += length;
                    return Some(Token::Text(Span::new(start, self.at)));
                }
            }
        }
    }
}

/// Where the `>` of a tag stands, quoted ones passed over; the end of the source where there is none.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut is_value) = (from, false);
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at,
            quote @ (b'"' | b'\'') if is_value => {
                match bytes[at + 1..].iter().position(|it| *it == quote) {
                    Some(length) => at += length + 1,
                    None => return bytes[at..].iter().position(|it| *it == b'>').map_or(bytes.len(), |it| at + it),
                }
                is_value = false;
            }
            b'=' => is_value = true,
            it if it.is_ascii_whitespace() => {}
            _ => is_value = false,
        }
        at += 1;
    }
    bytes.len()
}

/// Where `</name` stands in `text`.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let is_it = |at: &usize| {
        let after = text.as_bytes().get(at + 2..at + 2 + name.len());
        after.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").map(|it| it.0).find(is_it)
}

/// Name and raw value of each attribute of a start tag; names as written.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/' || it == '=');
        if rest.is_empty() {
            return None;
        }
        let name_length =
            rest.find(|it: char| it.is_ascii_whitespace() || it == '=' || it == '/').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(name_length);
        rest = behind;
        let behind = behind.trim_start_matches(|it: char| it.is_ascii_whitespace());
        let Some(value) = behind.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start_matches(|it: char| it.is_ascii_whitespace());
        let quoted = value.strip_prefix(['"', '\'']);
        let (value, behind) = match quoted {
            Some(inner) => inner.split_once(&value[..1]).unwrap_or((inner, "")),
            None => value.split_at(value.find(|it: char| it.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = behind;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |it| match it {
            Token::Start { name, attributes } => format!("<{name}{}", attributes.of(source)),
            Token::End { name } => format!("/{name}"),
            Token::Text(span) => span.of(source).to_owned(),
        };
        Tokens::new(source).map(show).collect()
    }

    #[test]
    fn tags_text_comments_and_scripts_are_told_apart() {
        let cases: [(&str, &[&str]); 7] = [
            ("a<b c='>'>d</b>", &["a", "<b c='>'", "d", "/b"]),
            ("<!-- <p> -->x<!doctype y>z", &["x", "z"]),
            ("<script>if (a<b) '</p>'</SCRIPT >t", &["<script", "if (a<b) '</p>'", "/SCRIPT", "t"]),
            ("1 < 2 <3", &["1 ", "< 2 ", "<3"]),
            ("<p unended", &["<p unended"]),
            ("<textarea>a<p>b", &["<textarea", "a", "<p", "b"]),
            ("</ x>y<?z?>", &["y"]),
        ];
        for (source, expected) in cases {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let read: Vec<_> = attributes(" class = \"a b\" id=c hidden data-x='d\"e'/").collect();
        assert_eq!(read, [("class", "a b"), ("id", "c"), ("hidden", ""), ("data-x", "d\"e")]);
    }
}
