//! Whether a statement is a shortcoming: by its predicate, and by what undoes or only supposes it.

use std::ops::Range;

use crate::discourse::is_order_word;
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

/// What undoes a fault stands no further before it.
const TOKENS_UNDONE: usize = 10;
/// An announcement says no more than this behind its words: `can khac phuc`, `nhu sau`.
const TOKENS_OF_ANNOUNCEMENT: usize = 4;
/// A word of stress stands no further before its predicate.
const TOKENS_STRESSED: usize = 3;
/// The subject of a predicate begins no further before it, as far as rules look.
const TOKENS_OF_SUBJECT: usize = 40;

/// Among faults: anything said that is neither a bare figure, a request nor praise.
pub fn is_fault(scene: &Scene, piece: &Range<usize>) -> bool {
    if piece.len() < 3 || asks(scene, piece) {
        return false;
    }
    let has_fault = has_fault(scene, piece);
    let is_praise = || scene.find(piece.clone(), Class::Praise).is_some();
    let is_bare = has_figure(scene, piece) && !falls_short(scene, piece);
    has_fault || (piece.len() >= 4 && !is_bare && !is_praise())
}

/// `moi giai ngan duoc 21%`, `con 87 ho phai ...`: among faults the little word makes the figure one.
fn falls_short(scene: &Scene, piece: &Range<usize>) -> bool {
    let numbers = piece.clone().filter(|&it| scene.tokens[it].is_number());
    let is_short = |number: usize| {
        let near = piece.start.max(number.saturating_sub(TOKENS_STRESSED))..number;
        scene.of_class(near, Class::ShortOf).any(|it| it.end <= number)
    };
    numbers.into_iter().any(is_short)
}

/// Among other facts: only what is plainly bad, and no bare count of it.
pub fn is_plain_fault(scene: &Scene, piece: &Range<usize>) -> bool {
    let is_count = scene.tokens.get(piece.start).is_some_and(|it| it.is_number());
    if piece.len() < 4 || asks(scene, piece) {
        return false;
    }
    let hits = scene.all_hits(piece.clone()).of([Class::NotYet, Class::Fault]);
    let is_plain = |it: &Hit| match it.class {
        Class::NotYet => is_lacking(scene, piece, it),
        Class::Fault => it.end <= piece.end && (!is_count || piece.len() > 6) && is_plain(scene, piece, it),
        _ => false,
    };
    hits.any(is_plain) || is_late(scene, piece)
}

/// Whether a bad thing stands in the piece that nothing undoes.
pub fn has_fault(scene: &Scene, piece: &Range<usize>) -> bool {
    let is_bad = |it: &Hit| match it.class {
        Class::NotYet => scene.hit(it.first, Class::NoFault).is_none(),
        Class::Fault => it.end <= piece.end && !is_undone(scene, piece, it),
        _ => false,
    };
    scene.all_hits(piece.clone()).of([Class::NotYet, Class::Fault]).any(is_bad)
}

/// `chua ...` as the predicate of a fact: neither denied, supposed, nor the mark of those who are cared for.
fn is_lacking(scene: &Scene, piece: &Range<usize>, not_yet: &Hit) -> bool {
    let is_good = scene.hit(not_yet.first, Class::NoFault).is_some();
    let asks = scene.is_mark(not_yet.end, "?");
    !is_good && !asks && !is_supposed(scene, piece, not_yet.first) && !is_object(scene, piece, not_yet)
}

/// `xa van dong cac ho chua co nuoc`: something is done for those who lack it.
fn is_object(scene: &Scene, piece: &Range<usize>, lack: &Hit) -> bool {
    let from = piece.start.max(lack.first.saturating_sub(TOKENS_OF_SUBJECT));
    let hits = scene.all_hits(from..lack.first);
    let is_cure = |it: &Hit| it.end <= lack.first && it.row().value(0).is_empty();
    let Some(cure) = hits.of([Class::Remedy]).rev().find(is_cure) else { return false };
    let turns = |it: &Hit| it.first >= cure.end && breaks(it);
    is_done(scene, piece, &cure) && !hits.any(turns) && !is_work(scene, piece.start)
}

/// A word that starts what is said anew behind a remedy: `nhung`, `van`, `chua`.
fn breaks(hit: &Hit) -> bool {
    match hit.class {
        Class::Still => hit.row().value(0) != "passive",
        Class::But | Class::NotYet => true,
        _ => false,
    }
}

/// Whether somebody does it: at the head, behind a short or proper name, or behind `da`, `dang`, `tap trung`.
fn is_done(scene: &Scene, piece: &Range<usize>, verb: &Hit) -> bool {
    let Some(before) = verb.first.checked_sub(1).filter(|it| *it >= piece.start) else { return true };
    let acts = |it: &Hit| it.end == verb.first;
    verb.first <= piece.start + 3
        || scene.hits(before).of([Class::Statement, Class::Adverb]).any(acts)
        || scene.mention_at(before).is_some()
}

/// Whether this phrase of shortcoming is plainly meant.
fn is_plain(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let is_bad = match fault.row().value(0) {
        // `ho so tre han 12 ho so`: a bare figure.
        "plain" => !is_counted(scene, fault.end) || is_slow_act(scene, piece, fault),
        "weak" => is_stressed(scene, piece, fault) || is_final(scene, piece, fault) || is_slow_act(scene, piece, fault),
        "noun" => fault.first > piece.start + 2 && is_remaining(scene, piece, fault),
        // `tinh trang X van dien bien phuc tap`.
        _ => fault.row().value(1) == "lasts" && is_remaining(scene, piece, fault),
    };
    let is_good = scene.hit(fault.first, Class::NoFault).is_some_and(|it| it.end > fault.end);
    is_bad && !is_good && !is_undone(scene, piece, fault) && !is_supposed(scene, piece, fault.first)
}

/// A bare figure follows, with or without a copula: `tre han 12 ho so`, `no qua han la 3 ty dong`.
fn is_counted(scene: &Scene, at: usize) -> bool {
    let copula = scene.hit(at, Class::Copula).map_or(at, |it| it.end);
    scene.tokens.get(copula).is_some_and(|it| it.is_number())
}

/// `con rat yeu`: a word of stress close before.
fn is_stressed(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let from = piece.start.max(fault.first.saturating_sub(TOKENS_STRESSED));
    let is_near = |it: Hit| it.end <= fault.first;
    fault.first > piece.start
        && scene.of_class(from..fault.first, Class::Still).any(is_near)
        && is_joined(scene, from, fault)
}

/// `con nhieu vuong mac`: what is still there is named.
fn is_remaining(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let from = piece.start.max(fault.first.saturating_sub(TOKENS_STRESSED));
    let remains = |it: Hit| it.row().value(0) == "left" && it.end <= fault.first;
    scene.of_class(from..fault.first, Class::Still).any(remains) && is_joined(scene, from, fault)
}

/// Neither a mark nor a number stands between.
fn is_joined(scene: &Scene, from: usize, fault: &Hit) -> bool {
    (from..fault.first).all(|it| scene.tokens[it].is_word())
}

/// `nang luc cua mot so ban yeu`: the last word of a statement with its own subject, not of what somebody does.
fn is_final(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let is_tie = |it: &Hit| !it.row().value(0).is_empty();
    let goes_on = scene.is_mark(fault.end, ",") && scene.hit(fault.end + 1, Class::SameSubject).is_some();
    let ends = fault.end == piece.end || goes_on || scene.hits(fault.end).of([Class::Tie]).any(is_tie);
    let is_manner = scene.hit(fault.first, Class::Slow).is_some();
    let from = piece.start.max(fault.first.saturating_sub(TOKENS_OF_SUBJECT));
    let acts = || scene.find(from..fault.first, Class::Action).is_some();
    let is_told = fault.row().value(1) != "lasts" && (is_manner || !acts());
    ends && fault.first >= piece.start + 3 && (is_told || is_work(scene, piece.start))
}

/// `cham ky hop dong`, `thieu bac si`: the word goes on with what is slow or lacking.
fn is_slow_act(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let acts = scene.hit(fault.first, Class::Slow).is_some_and(|it| it.row().value(0) == "act");
    let is_subject = |it: Hit| it.class == Class::SubjectStart && it.end == fault.first;
    let has_subject = fault.first >= piece.start + 2 || scene.hits(piece.start).iter().any(is_subject);
    acts && has_subject && scene.tokens.get(fault.end).is_some_and(|it| it.is_word())
}

/// Whether the statement opens with a noun of work or state: `viec`, `cong tac`, `tien do`.
fn is_work(scene: &Scene, at: usize) -> bool {
    scene.hit(at, Class::SubjectStart).is_some_and(|it| it.row().value(0) == "work")
}

/// `khac phuc tinh trang X`, `khong con X`: a remedy or a negation governs the fault.
fn is_undone(scene: &Scene, piece: &Range<usize>, fault: &Hit) -> bool {
    let from = piece.start.max(fault.first.saturating_sub(TOKENS_UNDONE));
    let hits = scene.all_hits(from..fault.first);
    let is_final = fault.row().value(0) == "weak";
    let undoes = |it: &Hit| {
        let is_cure = it.end <= fault.first && !is_part(scene, it);
        is_cure && !(is_final && it.row().value(0) == "to")
    };
    let Some(remedy) = hits.of([Class::Remedy]).rev().find(undoes) else { return false };
    let stresses = |it: &Hit| it.first >= remedy.end && breaks(it);
    // `cong tac giai quyet ho so cham`: the remedy itself is what goes badly.
    let is_named = is_work(scene, piece.start) && remedy.first <= piece.start + 3 && fault.row().value(0) != "noun";
    let is_about = is_named && remedy.row().value(0) != "not";
    !is_about && !is_parted(scene, remedy.end..fault.first) && !hits.any(stresses)
}

/// A mark between the two, or a comma behind which a new subject begins.
fn is_parted(scene: &Scene, between: Range<usize>) -> bool {
    let mut marks = between.filter(|&it| matches!(scene.word(it), "," | ";" | ":"));
    marks.any(|it| !scene.is_mark(it, ",") || scene.hit(it + 1, Class::SubjectStart).is_some())
}

/// `khong chi`, `hau het`: the small word belongs to a longer one that undoes nothing.
fn is_part(scene: &Scene, hit: &Hit) -> bool {
    [Class::Still, Class::Fault, Class::SubjectStart, Class::FaultLead, Class::Organ, Class::CountNoun]
        .into_iter()
        .any(|it| is_inside(scene, hit, it))
}

/// Whether a longer phrase of `class` holds the hit: `tu phe binh`, `ly do`.
pub fn is_inside(scene: &Scene, hit: &Hit, class: Class) -> bool {
    let from = hit.first.saturating_sub(3);
    let holds = |it: Hit| it.end >= hit.end && it.end - it.first > hit.end - hit.first;
    scene.of_class(from..hit.first + 1, class).any(holds)
}

/// `ho nao chua thao do`, `neu cham`: only supposed, before `until` in its part of the statement.
pub fn is_supposed(scene: &Scene, piece: &Range<usize>, until: usize) -> bool {
    let from = piece.start.max(until.saturating_sub(TOKENS_OF_SUBJECT));
    let is_case = |it: Hit| {
        let opens = it.first == piece.start || scene.is_mark(it.first - 1, ",");
        it.row().value(0) != "head" || opens
    };
    scene.of_class(from..until, Class::Supposed).any(is_case)
}

/// A request or an order opens the statement, or ends it before a colon.
fn asks(scene: &Scene, piece: &Range<usize>) -> bool {
    let is_demand = |it: Hit| match it.class {
        Class::Petition => true,
        Class::Order | Class::OrderBare => is_order_word(scene, &it),
        _ => false,
    };
    let ends = |it: Hit| scene.is_mark(it.end, ":");
    let tail = piece.start.max(piece.end.saturating_sub(4))..piece.end;
    // `Phan dau dua no qua han xuong ...`
    let is_goal = scene.has(piece.start, Class::StrongGoal) && scene.has(piece.start, Class::Action);
    is_goal || scene.hits(piece.start).iter().any(is_demand) || scene.of_class(tail, Class::Order).any(ends)
}

/// A trailing figure (`den 20/5 moi dat 24,7%`) is an observation and ends the statement.
pub fn has_figure(scene: &Scene, piece: &Range<usize>) -> bool {
    let has_number = piece.clone().any(|it| scene.tokens[it].is_number() && counts(scene, it));
    let is_bad = |it: &Hit| match it.class {
        Class::NotYet => true,
        Class::Fault => it.row().value(0) == "plain",
        _ => false,
    };
    has_number && !scene.all_hits(piece.clone()).of([Class::NotYet, Class::Fault]).any(is_bad) && !is_late(scene, piece)
}

fn counts(scene: &Scene, number: usize) -> bool {
    [Class::Gauge, Class::CountNoun, Class::Magnitude].iter().any(|&it| scene.hit(number + 1, it).is_some())
}

/// `cham 4 thang`: behind by a stretch of time.
pub fn is_late(scene: &Scene, piece: &Range<usize>) -> bool {
    piece.clone().any(|it| {
        scene.hit(it, Class::Slow).is_some_and(|hit| {
            scene.tokens.get(hit.end).is_some_and(|it| it.is_number())
                && scene.hit(hit.end + 1, Class::Duration).is_some()
        })
    })
}

/// `van con mot so han che`, with nothing behind it.
pub fn is_announcement(scene: &Scene, piece: &Range<usize>) -> bool {
    let Some(hit) = scene.find(piece.clone(), Class::Announcement) else { return false };
    let rest = hit.end..piece.end;
    let opens = hit.first <= piece.start + 1;
    hit.end + TOKENS_OF_ANNOUNCEMENT >= piece.end || (opens && !is_plain_fault(scene, &rest))
}
