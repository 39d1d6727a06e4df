//! What a rule may look at: the text, its tokens, blocks and sentences, and the phrases that stand in it.

use base::Span;

use crate::block::{self, Block};
use crate::body_name::{self, Mention};
use crate::frame::{self, Frame};
use crate::lexicon::{Class, ClassSet, Found, Hit, Hits, lexicon};
use crate::people::{self, People};
use crate::reading::Session;
use crate::sentence::{self, Sentence};
use crate::session;
use crate::symbol::{self, Symbol};
use crate::text::Text;
use crate::token::{Token, TokenKind, lowered_at, tokens};

/// Everything a rule may look at. Spans here are in the normalised text; [`crate::reading`] holds source spans.
pub struct Scene<'a> {
    pub text: &'a Text,
    pub tokens: Vec<Token>,
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    /// Heading, stamp, number, issuer, date.
    pub frame: Frame,
    /// Organs and areas in order, not overlapping.
    pub mentions: Vec<Mention>,
    /// By token: the place in `mentions` of the name it belongs to, or [`NO_MENTION`].
    mention_of: Vec<u32>,
    /// Persons named with an office.
    pub people: People,
    /// Document numbers in order.
    pub symbols: Vec<Symbol>,
    /// The meeting that the text is about.
    pub session: Option<Session>,
    lower: String,
    found: Found,
}

impl<'a> Scene<'a> {
    pub fn new(text: &'a Text) -> Scene<'a> {
        let tokens = tokens(text.as_str());
        let lower = lowered_at(text.as_str(), &tokens);
        let found = lexicon().found(&lower, &tokens);
        let mut scene = Scene {
            text,
            blocks: Vec::new(),
            sentences: Vec::new(),
            frame: Frame::default(),
            mentions: Vec::new(),
            mention_of: Vec::new(),
            people: People::default(),
            session: None,
            symbols: Vec::new(),
            lower,
            found,
            tokens,
        };
        scene.blocks = block::blocks(&scene);
        scene.unwrap_lines();
        scene.symbols = symbol::find(&scene);
        scene.sentences = sentence::sentences(&scene);
        scene.frame = frame::find(&scene);
        scene.mentions = body_name::find(&scene);
        scene.mention_of = mention_of(&scene.mentions, scene.tokens.len());
        scene.people = people::find(&scene);
        scene.session = session::find(&scene);
        scene
    }

    /// Counts the lines of one block as one, so that a name broken at the end of a line is one name.
    fn unwrap_lines(&mut self) {
        for block in &self.blocks {
            self.tokens[block.tokens.clone()].iter_mut().for_each(|it| it.line = block.line);
        }
    }

    /// The token's words as printed.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |it| it.span().of(self.text.as_str()))
    }

    /// The token in lower case and in one spelling of tones; empty beyond the last token.
    pub fn lower(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |it| it.span().of(&self.lower))
    }

    /// Lower case words at a span.
    pub fn lower_at(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// All phrases that begin at `token`, the longest first.
    pub fn hits(&self, token: usize) -> Hits<'_> {
        self.found.at(token)
    }

    /// The longest phrase of `class` that begins at `token`.
    #[inline]
    pub fn hit(&self, token: usize, class: Class) -> Option<Hit> {
        if self.has(token, class) { self.found.longest(token, class) } else { None }
    }

    /// Whether a phrase of `class` begins at `token`.
    #[inline]
    pub fn has(&self, token: usize, class: Class) -> bool {
        self.found.classes(token).has(class)
    }

    /// Whether a phrase of one of the classes begins at `token`.
    #[inline]
    pub fn has_any(&self, token: usize, classes: impl Into<ClassSet>) -> bool {
        self.found.classes(token).meets(&classes.into())
    }

    /// The first of `tokens` at which a phrase of one of the classes begins.
    #[inline]
    pub fn next(&self, tokens: std::ops::Range<usize>, classes: impl Into<ClassSet>) -> Option<usize> {
        self.found.next(tokens, classes.into())
    }

    /// The marks in `tokens`.
    pub fn marks(&self, tokens: std::ops::Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let inside = self.tokens.get(tokens.clone()).unwrap_or_default();
        inside.iter().zip(tokens).filter(|it| it.0.kind == TokenKind::Mark).map(|it| it.1)
    }

    /// Whether a number in digits stands in `tokens`.
    pub fn has_number(&self, tokens: std::ops::Range<usize>) -> bool {
        self.found.next(tokens, Class::Digits).is_some()
    }

    /// The first phrase of `class` that begins in `tokens`.
    pub fn find(&self, tokens: std::ops::Range<usize>, class: Class) -> Option<Hit> {
        self.all_hits(tokens).of_class(class).first()
    }

    /// The last phrase of `class` that begins in `tokens`, the shortest there.
    pub fn last(&self, tokens: std::ops::Range<usize>, class: Class) -> Option<Hit> {
        self.all_hits(tokens).of_class(class).rev().next()
    }

    /// The phrases of `class` that begin in `tokens`, in order, the longest first at each place.
    pub fn of_class(&self, tokens: std::ops::Range<usize>, class: Class) -> impl Iterator<Item = Hit> + '_ {
        self.all_hits(tokens).of_class(class).iter()
    }

    /// All phrases that begin in `tokens`, in order, the longest first at each place.
    pub fn all_hits(&self, tokens: std::ops::Range<usize>) -> Hits<'_> {
        self.found.within(tokens)
    }

    /// The organ or area named at `token`, if one begins or runs on there.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let n = *self.mention_of.get(token)?;
        self.mentions.get(n as usize)
    }

    /// The span from the first to the last of `tokens`; empty at the end of the text when there is none.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|it| self.tokens.get(it))) {
            (Some(first), Some(last)) if !tokens.is_empty() => Span::new(first.start(), last.end()),
            _ => Span::new(self.text.as_str().len(), self.text.as_str().len()),
        }
    }

    /// The tokens that begin inside `span`.
    pub fn tokens_of(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|it| it.start() < span.start);
        first..self.tokens.partition_point(|it| it.start() < span.end).max(first)
    }

    /// Whether a longer phrase of `class` that begins before `hit` holds it: the verb inside another word.
    pub fn is_inside_longer(&self, hit: &Hit, class: Class) -> bool {
        let before = self.all_hits(hit.first.saturating_sub(3)..hit.first);
        before.of_class(class).any(|it| it.end >= hit.end)
    }

    /// Whether the token is this mark.
    #[inline]
    pub fn is_mark(&self, token: usize, mark: &str) -> bool {
        match *mark.as_bytes() {
            [sign] => self.sign(token) == sign,
            _ => self.mark(token) == mark,
        }
    }

    /// The mark of ASCII; 0 where anything else stands.
    #[inline]
    pub fn sign(&self, token: usize) -> u8 {
        self.tokens.get(token).map_or(0, |it| it.sign)
    }

    /// The mark as printed; empty where a word or a number stands.
    pub fn mark(&self, token: usize) -> &str {
        match self.tokens.get(token) {
            Some(it) if it.kind == TokenKind::Mark => it.span().of(self.text.as_str()),
            _ => "",
        }
    }

    /// The words at `span` as they stand in the source, blanks collapsed: what findings quote.
    pub fn printed(&self, span: Span) -> String {
        self.text.printed(span)
    }

    /// The words at `span`, blanks collapsed, as names are made of them.
    pub fn words(&self, span: Span) -> String {
        self.text.words(span)
    }
}

const NO_MENTION: u32 = u32::MAX;

fn mention_of(mentions: &[Mention], n_tokens: usize) -> Vec<u32> {
    let mut of = vec![NO_MENTION; n_tokens];
    for (n, mention) in mentions.iter().enumerate() {
        of[mention.tokens.clone()].fill(n as u32);
    }
    of
}
