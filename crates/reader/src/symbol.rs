//! The number of a document with its symbol, by the four grammars of Party, State, Assembly and letters.
//!
//! # Source
//! docs/field.md, Documents: numbers of the Assembly, the State, the Party and letters, tried in this order.

use std::ops::Range;

use crate::day::is_year;
use crate::lexicon::Class;
use crate::scene::Scene;

/// A document number at `tokens`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub tokens: Range<usize>,
    /// In canonical case, without blanks.
    pub number: String,
    /// The code of the organ, for lists that share one.
    pub organ: String,
}

/// Every document number of the scene, in order.
pub fn find(scene: &Scene) -> Vec<Symbol> {
    (0..scene.tokens.len()).filter(|it| scene.tokens[*it].is_number()).filter_map(|it| read(scene, it)).collect()
}

/// The document number whose digits stand at `first`.
pub fn symbol_at<'a>(scene: &'a Scene, first: usize) -> Option<&'a Symbol> {
    let n = scene.symbols.binary_search_by_key(&first, |it| it.tokens.start).ok()?;
    scene.symbols.get(n)
}

/// The first document number inside `tokens`.
pub fn first_in<'a>(scene: &'a Scene, tokens: Range<usize>) -> Option<&'a Symbol> {
    let from = scene.symbols.partition_point(|it| it.tokens.start < tokens.start);
    let mut ahead = scene.symbols[from..].iter().take_while(|it| it.tokens.start < tokens.end);
    ahead.find(|it| it.tokens.end <= tokens.end)
}

fn read(scene: &Scene, first: usize) -> Option<Symbol> {
    let token = scene.tokens.get(first)?;
    let digits = scene.word(first);
    let is_plain = token.is_number() && digits.len() <= 5 && digits.bytes().all(|it| it.is_ascii_digit());
    let is_inner = first > 0 && !token.is_spaced && matches!(scene.word(first - 1), "/" | "-" | ".");
    if !is_plain || is_inner {
        return None;
    }
    party(scene, first).or_else(|| with_year(scene, first)).or_else(|| without_year(scene, first))
}

/// `18-NQ/TW`
fn party(scene: &Scene, first: usize) -> Option<Symbol> {
    let kind = after(scene, first, is_dash)?;
    let kind_code = canonical(scene, kind, Class::SymType)?;
    let organ = after(scene, kind, |it| it == "/")?;
    let (end, code) = codes(scene, organ)?;
    let number = format!("{}-{}/{}", scene.word(first), kind_code, code);
    Some(Symbol { tokens: first..end, number, organ: code })
}

/// `08/2022/ND-CP`, `77/2015/QH13`
fn with_year(scene: &Scene, first: usize) -> Option<Symbol> {
    let year = after(scene, first, |it| it == "/").filter(|&it| is_year(scene.word(it)))?;
    let organ = after(scene, year, |it| it == "/").filter(|&it| scene.tokens[it].is_word())?;
    let (end, code) = codes(scene, organ)?;
    let number = format!("{}/{}/{}", scene.word(first), scene.word(year), code);
    Some(Symbol { tokens: first..end, number, organ: code.split_once('-').map_or(code.clone(), |it| it.1.to_owned()) })
}

/// `143/TB-UBND`, `4699/VPCP-KSTT`; a single code only when the word for number stands before it.
fn without_year(scene: &Scene, first: usize) -> Option<Symbol> {
    let kind = after(scene, first, |it| it == "/").filter(|&it| scene.tokens[it].is_word())?;
    let (end, code) = codes(scene, kind)?;
    let is_announced =
        first > 0 && (scene.hit(first - 1, Class::NumberWord).is_some() || scene.is_mark(first - 1, ":"));
    let known = scene.hit(kind, Class::SymType).is_some() || scene.hit(kind, Class::SymOrg).is_some();
    let has_capitals = scene.word(kind).chars().filter(|it| it.is_uppercase()).count() >= 2;
    let is_sure = code.contains('-') && (has_capitals || known) || is_announced && known;
    let organ = code.split_once('-').map_or(code.clone(), |it| it.1.to_owned());
    is_sure.then(|| Symbol { tokens: first..end, number: format!("{}/{}", scene.word(first), code), organ })
}

/// The token behind one joining mark; a blank may stand before it, behind it only with a dash.
fn after(scene: &Scene, token: usize, joins: impl Fn(&str) -> bool) -> Option<usize> {
    let (mark, next) = (scene.tokens.get(token + 1)?, scene.tokens.get(token + 2)?);
    let is_close = !next.is_spaced || mark.is_spaced && scene.word(token + 1) != "/";
    let is_line = mark.line == next.line;
    (joins(scene.word(token + 1)) && is_close && is_line).then_some(token + 2)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}")
}

/// Codes joined by dashes and `&` from `first`: the token behind them and their canonical form.
fn codes(scene: &Scene, first: usize) -> Option<(usize, String)> {
    if !scene.tokens.get(first)?.is_word() {
        return None;
    }
    let (mut end, mut code) = (first + 1, code(scene, first, true));
    loop {
        let joint = scene.word(end);
        let is_joint = is_dash(joint) || matches!(joint, "&" | "/" | ".");
        let Some(next) = scene.tokens.get(end + 1) else { break };
        if !is_joint
            || scene.tokens[end].is_spaced
            || next.is_spaced
            || !next.is_word()
            || next.caps == crate::token::Caps::Lower && !is_code(scene, end + 1)
        {
            break;
        }
        code.push_str(if is_dash(joint) { "-" } else { joint });
        code.push_str(&self::code(scene, end + 1, false));
        end += 2;
    }
    Some((end, code))
}

fn is_code(scene: &Scene, token: usize) -> bool {
    scene.hit(token, Class::SymOrg).is_some() || scene.hit(token, Class::SymType).is_some()
}

/// One code in its usual capitals: known ones by the lexicon, others in capitals unless they mix on purpose.
fn code(scene: &Scene, token: usize, is_first: bool) -> String {
    let known = canonical(scene, token, if is_first { Class::SymType } else { Class::SymOrg });
    let known = known.or_else(|| canonical(scene, token, if is_first { Class::SymOrg } else { Class::SymType }));
    let word = scene.word(token);
    let n_capitals = word.chars().filter(|it| it.is_uppercase()).count();
    known.map_or_else(|| if n_capitals >= 2 { word.to_owned() } else { word.to_uppercase() }, str::to_owned)
}

fn canonical(scene: &Scene, token: usize, class: Class) -> Option<&'static str> {
    scene.of_class(token..token + 1, class).find(|it| it.end == token + 1).map(|it| it.row().value(0))
}
