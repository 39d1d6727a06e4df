//! What those who do not conclude ask of others: who asks, whom, and for what.

use std::ops::Range;

use base::fold;

use crate::address;
use crate::block::BlockKind;
use crate::clause;
use crate::discourse::{Discourse, Genre, Voice};
use crate::lexicon::{Class, Hit};
use crate::phrase::{behind_connectives, meant, trimmed};
use crate::reading::Petition;
use crate::roll::Roll;
use crate::scene::Scene;

/// Who asks is told in so many words before the verb.
const ASKER_MAX: usize = 60;

/// A name told in other words is not longer.
const NAME_MAX: usize = 12;

/// All petitions of the scene.
pub fn find(scene: &Scene, discourse: &Discourse, roll: &Roll) -> Vec<Petition> {
    let is_own = matches!(discourse.genre, Genre::Report | Genre::Petition | Genre::Plan);
    let mut walk =
        Walk { scene, roll, is_own, by: None, to: None, section_to: None, block: usize::MAX, found: Vec::new() };
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        if *voice != Voice::Requests {
            walk.section_to = None;
            continue;
        }
        if walk.block != sentence.block {
            (walk.by, walk.to, walk.block) = (None, None, sentence.block);
        }
        if is_own && scene.blocks[sentence.block].kind == BlockKind::Heading {
            walk.section_to = walk.addressed(sentence.tokens.clone());
            continue;
        }
        for clause in clause::semicolons(scene, sentence.tokens.clone()) {
            walk.clause(clause);
        }
    }
    walk.found
}

struct Walk<'a> {
    scene: &'a Scene<'a>,
    roll: &'a Roll,
    /// The issuer itself asks, in a part of its report.
    is_own: bool,
    /// Who asked last in this block, and whom.
    by: Option<String>,
    to: Option<String>,
    /// Whom a heading above names.
    section_to: Option<String>,
    block: usize,
    found: Vec<Petition>,
}

impl Walk<'_> {
    fn clause(&mut self, clause: Range<usize>) {
        let asks: Vec<Hit> = meant(self.scene, clause.clone(), Class::Asks).collect();
        let parts: Vec<Hit> = asks.iter().copied().filter(|it| self.opens(it, &clause, &asks)).collect();
        let Some(first) = parts.first() else { return self.unasked(clause) };
        let by = self.asker(clause.start..first.first);
        if by.is_some() {
            (self.by, self.to) = (by, None);
        }
        for (n, ask) in parts.iter().enumerate() {
            let end = parts.get(n + 1).map_or(clause.end, |it| it.first);
            let is_content = ask.row().value(0) == "whole";
            self.asked(if is_content { ask.first } else { ask.end }..end);
        }
    }

    /// The first verb of asking, or a later one behind a comma or "and".
    fn opens(&self, hit: &Hit, clause: &Range<usize>, asks: &[Hit]) -> bool {
        let is_first = asks.first().is_some_and(|it| it.first == hit.first);
        let before = hit.first.saturating_sub(1);
        is_first
            || before > clause.start
                && (self.scene.is_mark(before, ",") || self.scene.hit(before, Class::AndWord).is_some())
    }

    /// What stands behind the verb of asking.
    fn asked(&mut self, tokens: Range<usize>) {
        let mut start = tokens.start;
        while start < tokens.end && (self.scene.hit(start, Class::OrderFiller).is_some() || self.is_joint(start)) {
            start = self.scene.hit(start, Class::OrderFiller).map_or(start + 1, |it| it.end);
        }
        let addressee = address::at(self.scene, start, tokens.end, self.roll);
        let level = self.scene.hit(start, Class::Level).filter(|_| addressee.is_none());
        if let Some(addressee) = &addressee {
            self.to = Some(addressee.names.join(", "));
        } else if let Some(level) = level {
            self.to = Some(level.row().phrase.to_owned());
        } else if self.to.is_none() {
            self.to.clone_from(&self.section_to);
        }
        let from = match &addressee {
            Some(it) if self.is_joint(it.end) => it.end + 1,
            _ => start,
        };
        self.push(from..tokens.end);
    }

    /// A mark or a preposition between the verb and whom it asks: `kien nghi voi UBND tinh`.
    fn is_joint(&self, at: usize) -> bool {
        let named = |it: &Hit| self.scene.mention_at(it.end).is_some_and(|unit| unit.tokens.start == it.end);
        matches!(self.scene.word(at), ":" | ",") || self.scene.hit(at, Class::Topic).is_some_and(|it| named(&it))
    }

    /// A clause without a verb of asking goes on asking, or is an item of the part that asks.
    fn unasked(&mut self, clause: Range<usize>) {
        let start = behind_connectives(self.scene, clause.clone());
        let toward = self.scene.hit(start, Class::Toward).and_then(|it| {
            let addressee = address::at(self.scene, it.end, clause.end, self.roll)?;
            let behind = addressee.end + usize::from(self.is_joint(addressee.end));
            Some((addressee.names.join(", "), behind))
        });
        if let Some((to, behind)) = toward.filter(|_| self.is_own) {
            self.to = Some(to);
            return if behind < clause.end {
                self.push(behind..clause.end)
            };
        }
        let acts = |at: usize| at < clause.end && self.scene.has_any(at, [Class::Action, Class::Adverb]);
        let addressee = address::at(self.scene, start, clause.end, self.roll).filter(|it| acts(it.end));
        if self.is_own
            && let Some(addressee) = &addressee
        {
            self.to = Some(addressee.names.join(", "));
        }
        let goes_on = acts(start) && (self.is_own || self.by.is_some());
        if goes_on || self.is_own && addressee.is_some() {
            if self.to.is_none() {
                self.to.clone_from(&self.section_to);
            }
            self.push(start..clause.end);
        }
    }

    fn push(&mut self, tokens: Range<usize>) {
        let tokens = trimmed(self.scene, tokens);
        if tokens.len() < 2 {
            return;
        }
        let span = self.scene.text.trimmed(self.scene.span(tokens));
        let by = self.by.clone().or_else(|| self.roll.issuer.clone().filter(|_| self.is_own));
        self.found.push(Petition {
            by,
            to: self.to.clone(),
            text: self.scene.words(span),
            span: self.scene.text.to_source(span),
        });
    }

    /// The first addressee that a heading names.
    fn addressed(&self, tokens: Range<usize>) -> Option<String> {
        let from = self.scene.hit(tokens.start, Class::Toward).map_or(tokens.start, |it| it.end);
        let named = address::at(self.scene, from, tokens.end, self.roll);
        let named = named.or_else(|| {
            let first = self.scene.mentions.partition_point(|it| it.tokens.start < tokens.start);
            let mention = self.scene.mentions.get(first).filter(|it| it.tokens.end <= tokens.end)?;
            address::at(self.scene, mention.tokens.start, tokens.end, self.roll)
        });
        named.map(|it| it.names.join(", "))
    }

    /// Who asks, by the words before the verb.
    fn asker(&self, before: Range<usize>) -> Option<String> {
        let scene = self.scene;
        let before = before.start.max(before.end.saturating_sub(ASKER_MAX))..before.end;
        let start = behind_connectives(scene, before.clone());
        let before = trimmed(scene, start..before.end.max(start));
        if before.is_empty() {
            return None;
        }
        let first = scene.people.mentions.partition_point(|it| it.0.start < before.start);
        let people = scene.people.mentions[first..].iter().take_while(|it| it.0.start < before.end);
        if let Some((_, person)) = people.last() {
            return Some(scene.people.people[*person].name.clone());
        }
        let start = self.behind_topic(before.clone());
        if let Some(named) = address::at(scene, start, before.end, self.roll).filter(|it| it.end + 3 >= before.end) {
            return Some(named.names.join(", "));
        }
        let is_plain = |it: &usize| !scene.has_any(*it, [Class::Statement, Class::Adverb]);
        let from = scene.hit(start, Class::Participant).map_or(start, |it| it.end);
        let end = (from..before.end.min(from + NAME_MAX)).take_while(is_plain).last().map_or(from, |it| it + 1);
        let words = fold::new_tones(&scene.words(scene.span(trimmed(scene, start..end))));
        let mut letters = words.chars();
        let first = letters.next()?;
        Some(first.to_lowercase().chain(letters).collect())
    }

    /// Behind `Tai hoi nghi,`, `Thao luan tai phien hop,`.
    fn behind_topic(&self, tokens: Range<usize>) -> usize {
        let is_topic = [Class::Topic, Class::FloorOthers, Class::FloorReport]
            .iter()
            .any(|it| self.scene.hit(tokens.start, *it).is_some());
        let is_asker = self.scene.hit(tokens.start, Class::Participant).is_some();
        let comma = tokens.clone().find(|&it| self.scene.is_mark(it, ","));
        comma.filter(|it| is_topic && !is_asker && it + 1 < tokens.end).map_or(tokens.start, |it| it + 1)
    }
}
