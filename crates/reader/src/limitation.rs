//! Shortcomings stated as facts: one per independent statement, wherever they stand.

use std::ops::Range;

use crate::block::{BlockKind, Sentence};
use crate::cause;
use crate::clause;
use crate::discourse::{Discourse, Voice};
use crate::field::Fields;
use crate::lexicon::{Class, Hit};
use crate::phrase::meant;
use crate::reading::Limitation;
use crate::scene::Scene;

/// A predicate stands this near to its comma; looking no further keeps the time linear.
const TOKENS_NEAR: usize = 120;

/// All limitations of the scene; `taken` are tokens that order something.
pub fn find(scene: &Scene, discourse: &Discourse, fields: &Fields, taken: &[Range<usize>]) -> Vec<Limitation> {
    let (mut found, mut sentences) = (Vec::new(), Vec::new());
    for (n, (sentence, voice)) in scene.sentences.iter().zip(&discourse.voices).enumerate() {
        let is_title = scene.blocks[sentence.block].kind == BlockKind::Heading;
        let clauses = match voice {
            _ if is_title => Vec::new(),
            Voice::Faults | Voice::Facts => statements(scene, sentence, *voice),
            Voice::Orders => remarked(scene, sentence),
            Voice::Silent | Voice::Requests | Voice::Goals | Voice::Tasks => Vec::new(),
        };
        for tokens in clauses {
            let span = scene.text.trimmed(scene.span(tokens.clone()));
            let next = taken.partition_point(|it| it.end <= tokens.start);
            let is_taken = taken.get(next).is_some_and(|it| it.start < tokens.end);
            if !is_taken && !span.is_empty() {
                let last = found.last_mut().filter(|_| sentences.last() == Some(&n));
                if let Some(last) = last.filter(|it: &&mut Limitation| it.cause.is_none()) {
                    last.cause = cause::of_last(scene, tokens.clone());
                }
                found.push(Limitation {
                    text: scene.printed(span),
                    cause: cause::within(scene, tokens.clone()),
                    field: fields.told(scene, tokens, None, sentence),
                    span: scene.text.to_source(span),
                });
                sentences.push(n);
            }
        }
    }
    cause::attach(scene, discourse, &mut found, &sentences);
    found
}

/// What a conclusion blames, or states as plainly bad without ordering anything.
fn remarked(scene: &Scene, sentence: &Sentence) -> Vec<Range<usize>> {
    let has = |class: Class| scene.find(sentence.tokens.clone(), class).is_some();
    if meant(scene, sentence.tokens.clone(), Class::Blame).next().is_some()
        || has(Class::Must)
        || has(Class::OrderBare)
        || has(Class::Condition)
    {
        return blamed(scene, sentence);
    }
    statements(scene, sentence, Voice::Facts)
}

/// The statements of a sentence that tells facts: all of them among faults, else those that plainly blame.
fn statements(scene: &Scene, sentence: &Sentence, voice: Voice) -> Vec<Range<usize>> {
    let mut found = blamed(scene, sentence);
    if !found.is_empty() {
        return found;
    }
    let mut is_bad = voice == Voice::Faults;
    for clause in clause::semicolons(scene, sentence.tokens.clone()) {
        let (clause, turned) = behind_lead(scene, clause);
        is_bad |= turned;
        for piece in pieces(scene, clause) {
            let counts = if is_bad { is_fault(scene, &piece) } else { is_plain_fault(scene, &piece) };
            if counts && !is_announcement(scene, &piece) {
                found.push(behind_but(scene, piece));
            }
        }
    }
    found
}

/// Behind `nhung` where only what follows it is bad.
fn behind_but(scene: &Scene, piece: Range<usize>) -> Range<usize> {
    let but = scene.find(piece.clone(), Class::But).filter(|it| it.first > piece.start);
    let turned = but.filter(|it| !is_stated(scene, &(piece.start..it.first)) && piece.end > it.end + 2);
    turned.map_or(piece.clone(), |it| it.end..piece.end)
}

/// The clause behind words of blame: `phe binh <U> ...`.
fn blamed(scene: &Scene, sentence: &Sentence) -> Vec<Range<usize>> {
    let Some(blame) = meant(scene, sentence.tokens.clone(), Class::Blame).next() else { return Vec::new() };
    let rest = clause::semicolons(scene, blame.end..sentence.tokens.end);
    let first = rest.into_iter().next().filter(|it| it.len() >= 5);
    first.into_iter().collect()
}

/// The clause without connectives, labels and announcements up to a colon; and whether these turn to faults.
fn behind_lead(scene: &Scene, clause: Range<usize>) -> (Range<usize>, bool) {
    let mut start = clause.start;
    let mut turned = false;
    let colon = clause::marks(scene, clause.clone(), ":").into_iter().next();
    if let Some(colon) = colon.filter(|it| it - clause.start <= 30) {
        let label = clause.start..colon;
        turned = scene.find(label.clone(), Class::FaultTurn).is_some() || is_announcement(scene, &label);
        let reports = scene.find(label, Class::FloorReport).is_some();
        // `Phong X: viec Y con vuong`: who speaks.
        let speaker = scene.mention_at(clause.start).filter(|it| it.tokens.start == clause.start);
        if turned || reports || speaker.is_some_and(|it| it.tokens.end == colon) {
            start = colon + 1;
        }
    }
    loop {
        let lead = scene.hit(start, Class::FaultLead);
        match lead {
            Some(hit) if hit.end < clause.end && leads(scene, &hit) => {
                turned |= scene.hit(start, Class::FaultTurn).is_some();
                start = hit.end;
            }
            _ if start + 1 < clause.end && matches!(scene.word(start), "," | ":" | "-") => start += 1,
            _ => return (start..clause.end, turned),
        }
    }
}

/// A leading word is left out only where the clause goes on behind it: not `han che` as a verb.
fn leads(scene: &Scene, hit: &Hit) -> bool {
    let is_marked = matches!(scene.word(hit.end), "," | ":");
    // `con 9 ho so qua han`: the word belongs to the count.
    if scene.tokens.get(hit.end).is_some_and(|it| it.is_number()) {
        return false;
    }
    let is_chain = scene.hit(hit.end, Class::FaultLead).is_some();
    let row = hit.row();
    is_marked || is_chain || row.value(0) != "label"
}

/// Cut at commas where a new subject with a predicate of its own begins.
fn pieces(scene: &Scene, clause: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = clause.start;
    let commas = clause::marks(scene, clause.clone(), ",");
    for (n, &comma) in commas.iter().enumerate() {
        let stated = start.max(comma.saturating_sub(TOKENS_NEAR))..comma;
        let next_end = commas.get(n + 1).copied().unwrap_or(clause.end);
        let rest = comma + 1..next_end;
        let is_figure = has_figure(scene, &rest);
        let is_late_part = is_late(scene, &rest) && has_figure(scene, &stated);
        if is_late_part {
            start = comma + 1;
            continue;
        }
        let parts = is_stated(scene, &stated)
            && !is_tied(scene, &stated)
            && (is_figure || begins_anew(scene, &(comma + 1..clause.end.min(comma + TOKENS_NEAR)), &rest));
        if parts {
            pieces.push(start..comma);
            start = comma + 1;
            if is_figure {
                start = behind_figure(scene, start, &clause);
            }
        }
    }
    if start < clause.end {
        pieces.push(start..clause.end);
    }
    pieces
}

/// A trailing figure (`den 20/5 moi dat 24,7%`) is an observation and ends the statement.
fn has_figure(scene: &Scene, piece: &Range<usize>) -> bool {
    let has_number = piece.clone().any(|it| scene.tokens[it].is_number() && counts(scene, it));
    has_number && scene.find(piece.clone(), Class::PlainFault).is_none() && !is_late(scene, piece)
}

fn counts(scene: &Scene, number: usize) -> bool {
    [Class::Gauge, Class::CountNoun, Class::Magnitude].iter().any(|&it| scene.hit(number + 1, it).is_some())
}

/// The statement goes on behind the figure's comma, if anything is left.
fn behind_figure(scene: &Scene, start: usize, clause: &Range<usize>) -> usize {
    let comma = (start..clause.end).find(|&it| scene.is_mark(it, ","));
    comma.map_or(clause.end, |it| it + 1)
}

/// Whether the piece has a predicate that can stand alone; a bad thing only named (`tinh trang X`) is none.
fn is_stated(scene: &Scene, piece: &Range<usize>) -> bool {
    let is_predicate = |hit: &Hit| {
        let is_named = hit.row().value(0) == "noun" && hit.end < piece.end;
        let is_list = hit.row().value(0) == "noun" && hit.end == piece.end && hit.end - piece.start <= 3;
        hit.class == Class::Fault && hit.end <= piece.end && !is_named && !is_list
    };
    scene.all_hits(piece.clone()).iter().any(|it| is_predicate(it) && (it.first > piece.start || it.end < piece.end))
}

/// Whether cause or consequence ties what follows to the piece.
fn is_tied(scene: &Scene, piece: &Range<usize>) -> bool {
    scene.all_hits(piece.clone()).iter().any(|it| it.class == Class::Tie && it.first > piece.start)
}

/// Whether a new subject with its own predicate begins here.
fn begins_anew(scene: &Scene, rest: &Range<usize>, piece: &Range<usize>) -> bool {
    let goes_on = scene.hit(rest.start, Class::SameSubject);
    let opens = scene.hit(rest.start, Class::SubjectStart);
    let is_new = match (goes_on, opens) {
        (Some(on), Some(subject)) => subject.end > on.end,
        (Some(_), None) => false,
        (None, _) => true,
    };
    // `nuoc nen chua the ...` is the last item of a list, tied to its consequence.
    let is_tied_item = scene.find(rest.start + 1..piece.end.min(rest.start + 3), Class::Tie).is_some();
    is_new && !is_tied_item && (is_stated(scene, piece) || (opens.is_some() && is_stated(scene, rest)))
}

fn is_fault(scene: &Scene, piece: &Range<usize>) -> bool {
    let has_fault = scene.find(piece.clone(), Class::Fault).is_some();
    let is_short = piece.len() < 3;
    let is_figure = has_figure(scene, piece) && scene.find(piece.clone(), Class::PlainFault).is_none();
    !is_short && (!is_figure || has_fault)
}

/// Among plain facts only what is plainly bad counts, and no bare count of it.
fn is_plain_fault(scene: &Scene, piece: &Range<usize>) -> bool {
    let is_count = scene.tokens[piece.start].is_number();
    let not_yet =
        scene.find(piece.clone(), Class::NotYet).is_some_and(|it| scene.hit(it.first, Class::NoFault).is_none());
    let is_plain = not_yet || scene.find(piece.clone(), Class::PlainFault).is_some() || is_late(scene, piece);
    piece.len() >= 4 && !is_count && is_plain
}

/// `cham 4 thang`: behind by a stretch of time.
fn is_late(scene: &Scene, piece: &Range<usize>) -> bool {
    piece.clone().any(|it| {
        let slow = scene.hit(it, Class::Slow);
        slow.is_some_and(|hit| {
            scene.tokens.get(hit.end).is_some_and(|it| it.is_number())
                && scene.hit(hit.end + 1, Class::Duration).is_some()
        })
    })
}

/// `van con mot so han che`, with nothing behind it.
fn is_announcement(scene: &Scene, piece: &Range<usize>) -> bool {
    let hit = scene.find(piece.clone(), Class::Announcement);
    let opens = |it: &Hit| it.first <= piece.start + 1 && scene.find(it.end..piece.end, Class::PlainFault).is_none();
    hit.is_some_and(|it| it.end + 3 >= piece.end || opens(&it))
}
