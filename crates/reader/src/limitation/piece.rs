//! Where a clause falls into independent statements: at commas where a new subject with its predicate begins.

use std::ops::Range;

use crate::clause;
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

use super::{TOKENS_NEAR, judge};

/// The statements of a clause, in order; trailing figures are left out.
pub fn pieces(scene: &Scene, clause: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = behind_concession(scene, &clause);
    let mut before = start;
    let commas = commas(scene, start..clause.end);
    for (n, &comma) in commas.iter().enumerate() {
        let stated = start.max(comma.saturating_sub(TOKENS_NEAR))..comma;
        let rest = comma + 1..commas.get(n + 1).copied().unwrap_or(clause.end);
        let is_figure = judge::has_figure(scene, &rest);
        if comma < start {
            continue;
        }
        if judge::is_late(scene, &rest) && judge::has_figure(scene, &stated) {
            start = comma + 1;
            before = start;
            continue;
        }
        let last = before.max(stated.start)..comma;
        before = comma + 1;
        let ahead = comma + 1..clause.end.min(comma + TOKENS_NEAR);
        let is_said = is_stated(scene, &stated) || is_predicated(scene, &last);
        // `dia ban rong, dan cu phan tan nen ...`: causes of one consequence.
        let shares =
            stated.len() <= 4 && scene.of_class(rest.clone(), Class::Tie).any(|it| it.row().value(0) == "result");
        let parts = is_said && !shares && !is_tied(scene, &stated) && (is_figure || begins_anew(scene, &ahead, &rest));
        if parts || turns(scene, &stated, &rest) {
            pieces.push(start..comma);
            start = scene.hit(comma + 1, Class::But).map_or(comma + 1, |it| it.end);
            if is_figure && is_stated(scene, &stated) {
                start = behind_figure(&commas[n + 1..], clause.end);
            }
            before = start;
        }
    }
    if start < clause.end {
        pieces.push(start..clause.end);
    }
    pieces
}

/// Commas that part clauses: outside brackets, quotation marks and names.
fn commas(scene: &Scene, clause: Range<usize>) -> Vec<usize> {
    let mut commas = clause::marks(scene, clause, ",");
    commas.retain(|&it| scene.mention_at(it).is_none() && !is_roll(scene, it));
    commas
}

/// A comma between two names: `huyen A, huyen B`.
fn is_roll(scene: &Scene, comma: usize) -> bool {
    let behind = scene.mention_at(comma + 1).is_some();
    behind && comma.checked_sub(1).is_some_and(|it| scene.mention_at(it).is_some())
}

/// `mac du da co gang, X van cham`: what is granted first is no part of the statement.
fn behind_concession(scene: &Scene, clause: &Range<usize>) -> usize {
    let Some(grants) = scene.hit(clause.start, Class::Concession) else { return clause.start };
    let near = grants.end..clause.end.min(grants.end + TOKENS_NEAR);
    let but = scene.find(near.clone(), Class::But).map(|it| it.end);
    let comma = commas(scene, near).first().map(|it| it + 1);
    but.or(comma).filter(|it| it + 2 < clause.end).unwrap_or(clause.start)
}

/// Behind `nhung` where only what follows it is bad.
pub fn behind_but(scene: &Scene, piece: Range<usize>) -> Range<usize> {
    let goes_on = |it: usize| scene.has_any(it, [Class::NotYet, Class::SameSubject]);
    let but = scene.find(piece.clone(), Class::But).filter(|it| it.first > piece.start && !goes_on(it.end));
    let turned = but.filter(|it| !is_stated(scene, &(piece.start..it.first)) && piece.end > it.end + 2);
    turned.map_or(piece.clone(), |it| it.end..piece.end)
}

/// `, nhung Y chua Z`: the good is over and the bad begins.
fn turns(scene: &Scene, stated: &Range<usize>, rest: &Range<usize>) -> bool {
    scene.hit(rest.start, Class::But).is_some_and(|it| goes_on(scene, it.end).is_none())
        && stated.len() >= 4
        && !judge::has_fault(scene, stated)
}

/// The statement goes on behind the figure's comma, if anything is left.
fn behind_figure(commas: &[usize], end: usize) -> usize {
    commas.first().map_or(end, |it| it + 1)
}

/// Whether the piece has a bad predicate that can stand alone; a bad thing only named (`tinh trang X`) is none.
pub fn is_stated(scene: &Scene, piece: &Range<usize>) -> bool {
    // `tinh trang do trom chat thai ...`: what is named is no predicate yet.
    let names = scene.hit(piece.start, Class::SubjectStart).is_some_and(|it| it.row().value(0) == "named");
    let is_predicate = |hit: &Hit| {
        let is_named = hit.class == Class::Fault && hit.row().value(0) == "noun";
        let is_list = is_named && hit.end == piece.end && hit.end - piece.start <= 3;
        // `khong it co quan`: a scale tells only at the end, or stressed.
        let is_scale = hit.class == Class::Fault && hit.row().value(0) == "scale" && hit.end < piece.end;
        let is_inside_name = names && hit.class == Class::Fault && hit.row().value(1) != "lasts";
        let stands = hit.first > piece.start || hit.end < piece.end;
        let is_inside = hit.end < piece.end;
        let is_only_named = is_named && (is_inside || is_list) || is_inside_name;
        stands && hit.end <= piece.end && !is_only_named && !is_scale
    };
    scene.all_hits(piece.clone()).of([Class::Fault, Class::NotYet]).any(is_predicate)
}

/// Whether any predicate stands inside, with a subject before it.
fn is_predicated(scene: &Scene, piece: &Range<usize>) -> bool {
    let inside = piece.start + 1..piece.end.saturating_sub(1).max(piece.start + 1);
    scene.find(inside, Class::Predicate).is_some()
}

/// Whether cause or consequence ties what follows to the piece.
fn is_tied(scene: &Scene, piece: &Range<usize>) -> bool {
    let ties = |it: Hit| it.first > piece.start && !judge::is_inside(scene, &it, Class::NoFault);
    scene.of_class(piece.clone(), Class::Tie).any(ties)
}

/// Whether a new subject with its own predicate begins here.
fn begins_anew(scene: &Scene, rest: &Range<usize>, piece: &Range<usize>) -> bool {
    let opens = subject_end(scene, rest.start);
    let is_new = match (goes_on(scene, rest.start), opens) {
        (Some(on), Some(subject)) => subject >= on,
        (Some(_), None) => false,
        (None, _) => true,
    };
    // `nuoc nen chua the ...` is the last item of a list, tied to its consequence.
    let is_tied_item = scene.find(rest.start + 1..piece.end.min(rest.start + 3), Class::Tie).is_some();
    // `so tiem, van dong mai khong den`: another act of the same.
    let acts = scene.hit(rest.start, Class::Action).is_some() && scene.find(piece.clone(), Class::NotYet).is_none();
    let is_new = is_new && (opens.is_some() || !acts);
    let is_said = is_stated(scene, piece) || (opens.is_some() && is_predicated(scene, piece));
    is_new && !is_tied_item && (is_said || (opens.is_some() && is_stated(scene, rest)))
}

/// The end of words that go on with the same subject: a connective or another bad predicate.
fn goes_on(scene: &Scene, at: usize) -> Option<usize> {
    let goes_on = |it: &Hit| it.class == Class::SameSubject || it.row().value(0) != "noun";
    let hits = scene.hits(at).of([Class::SameSubject, Class::Fault]).iter();
    hits.filter(goes_on).map(|it| it.end).max()
}

/// The end of a noun that may open a statement: `cong tac`, `2 diem sat lo`, a body's name.
fn subject_end(scene: &Scene, at: usize) -> Option<usize> {
    let noun = if scene.tokens.get(at).is_some_and(|it| it.is_number()) { at + 1 } else { at };
    let subjects = [Class::SubjectStart, Class::CountNoun, Class::HeadNoun, Class::GroupNoun];
    let named = scene.mention_at(at).filter(|it| it.tokens.start == at).map(|it| it.tokens.end);
    named.or_else(|| scene.hits(noun).of(subjects).last_end())
}
