//! What a rule may look at: the text, its tokens, blocks and sentences, and the phrases that stand in it.

use base::Span;

use crate::block::{self, Block};
use crate::body_name::{self, Mention};
use crate::frame::{self, Frame};
use crate::lexicon::{Class, Hit, lexicon};
use crate::people::{self, People};
use crate::reading::Session;
use crate::sentence::{self, Sentence};
use crate::session;
use crate::text::Text;
use crate::token::{Token, lowered, tokens};

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
    /// Persons named with an office.
    pub people: People,
    /// The meeting that the text is about.
    pub session: Option<Session>,
    lower: String,
    hits: Vec<Hit>,
    hits_from: Vec<u32>,
}

impl<'a> Scene<'a> {
    pub fn new(text: &'a Text) -> Scene<'a> {
        let lower = lowered(text.as_str());
        let tokens = tokens(text.as_str());
        let hits = lexicon().hits(&lower, &tokens);
        let hits_from = offsets(&hits, tokens.len());
        let mut scene = Scene {
            text,
            tokens,
            blocks: Vec::new(),
            sentences: Vec::new(),
            frame: Frame::default(),
            mentions: Vec::new(),
            people: People::default(),
            session: None,
            lower,
            hits,
            hits_from,
        };
        scene.blocks = block::blocks(&scene);
        scene.unwrap_lines();
        scene.sentences = sentence::sentences(&scene);
        scene.frame = frame::find(&scene);
        scene.mentions = body_name::find(&scene);
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
    pub fn hits(&self, token: usize) -> &[Hit] {
        match (self.hits_from.get(token), self.hits_from.get(token + 1)) {
            (Some(&from), Some(&until)) => &self.hits[from as usize..until as usize],
            _ => &[],
        }
    }

    /// The longest phrase of `class` that begins at `token`.
    pub fn hit(&self, token: usize, class: Class) -> Option<Hit> {
        self.hits(token).iter().find(|it| it.class == class).copied()
    }

    /// The first phrase of `class` that begins in `tokens`.
    pub fn find(&self, tokens: std::ops::Range<usize>, class: Class) -> Option<Hit> {
        self.all_hits(tokens).iter().find(|it| it.class == class).copied()
    }

    /// All phrases that begin in `tokens`, in order, the longest first at each place.
    pub fn all_hits(&self, tokens: std::ops::Range<usize>) -> &[Hit] {
        let last = self.hits_from.len() - 1;
        let (from, until) = (self.hits_from[tokens.start.min(last)], self.hits_from[tokens.end.min(last)]);
        &self.hits[from as usize..(until as usize).max(from as usize)]
    }

    /// The organ or area named at `token`, if one begins or runs on there.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let n = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.mentions.get(n).filter(|it| it.tokens.contains(&token))
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
        let from = hit.first.saturating_sub(3);
        (from..hit.first).any(|it| self.hits(it).iter().any(|before| before.class == class && before.end >= hit.end))
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.word(token) == mark
    }

    /// The words at `span`, blanks collapsed, as findings print them.
    pub fn words(&self, span: Span) -> String {
        base::fold::collapse(self.text.slice(span))
    }
}

fn offsets(hits: &[Hit], n_tokens: usize) -> Vec<u32> {
    let mut from = vec![0; n_tokens + 1];
    for hit in hits {
        from[hit.first + 1] += 1;
    }
    for i in 1..from.len() {
        from[i] += from[i - 1];
    }
    from
}
