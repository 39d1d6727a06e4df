//! The meeting that a text reports or concludes: day, mode, host, guests and chair.

use std::ops::Range;

use jiff::civil::Date;

use crate::block::{Block, BlockKind};
use crate::date::{Anchor, Tense};
use crate::day::{Day, first_day};
use crate::deadline;
use crate::lexicon::{Class, Hit, is_minutes, is_notice};
use crate::organ::NameKind;
use crate::reading::{Mode, Session};
use crate::scene::Scene;

/// The session, if the text is about one.
pub fn find(scene: &Scene) -> Option<Session> {
    let opening = opening(scene);
    if !is_session(scene, &opening) {
        return None;
    }
    Some(Session {
        date: date(scene, &opening),
        mode: mode(scene, &opening),
        host: host(scene, &opening),
        guests: guests(scene, &opening),
        chair: chair(scene, &opening).map(|it| scene.people.people[it].name.clone()),
        in_name_of: None,
    })
}

/// Where the facts of the meeting stand: token ranges in order of trust.
struct Opening {
    /// The sentences that tell of the meeting.
    lead: Vec<Range<usize>>,
    /// Headline or subject lines.
    heading: Range<usize>,
}

/// The first paragraphs, and the headline.
fn opening(scene: &Scene) -> Opening {
    let is_headline = |it: &&Block| match scene.frame.is_formal {
        true => it.kind == BlockKind::Subject,
        false => scene.frame.heading.is_some() && it.is_content(),
    };
    let mut headings = scene.blocks.iter().filter(is_headline);
    let first = headings.next().map(|it| it.tokens.clone());
    let last = if scene.frame.is_formal { headings.next_back().map(|it| it.tokens.clone()) } else { None };
    let heading = first.map_or(0..0, |it| it.start..last.map_or(it.end, |it| it.end));
    let is_behind = |it: &&Block| {
        it.tokens.start >= heading.end
            && it.tokens != scene.frame.stamp
            && !matches!(it.kind, BlockKind::Heading | BlockKind::Row)
            && it.is_content()
    };
    let n_blocks = if scene.frame.kind.is_some_and(is_minutes) { 12 } else { 3 };
    let blocks =
        scene.blocks.iter().filter(is_behind).filter(|it| it.body_tokens().len() >= 6 || it.level > 0).take(n_blocks);
    let lead = blocks.map(|it| it.body_tokens()).collect();
    Opening { lead, heading }
}

fn is_session(scene: &Scene, opening: &Opening) -> bool {
    let has = |tokens: &Range<usize>, class| scene.find(tokens.clone(), class).is_some();
    if scene.frame.is_formal {
        let kind = scene.frame.kind.unwrap_or("");
        let concludes = has(&opening.heading, Class::Concludes)
            || opening.lead.iter().any(|it| has(it, Class::Meeting) && has(it, Class::Concludes));
        return is_minutes(kind) || is_notice(kind) && concludes;
    }
    let is_told = |it: &Range<usize>| {
        let meets = has(it, Class::WorksWith)
            || visited(scene, it).is_some()
            || has(it, Class::Meeting)
                && (has(it, Class::Holds) || has(it, Class::Chairs) || has(it, Class::ChairedBy));
        let inspects = has(it, Class::Inspects) && scene.people.first_in(it.clone()).is_some();
        inspects || meets && (has_public_body(scene, it.clone()) || scene.people.first_in(it.clone()).is_some())
    };
    opening.lead.iter().take(2).any(is_told)
}

/// `buoi lam viec cua X voi Y`: the meeting and the token of the other side.
fn visited(scene: &Scene, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let meeting = scene.find(tokens.clone(), Class::Meeting)?;
    let near = meeting.end..tokens.end.min(meeting.end + VISIT_NEAR);
    let is_of = scene.has(meeting.end, Class::OfWord) || scene.has(meeting.end, Class::Between);
    let with = scene.of_class(near, Class::With).map(|it| it.end);
    let side = with.filter(|_| is_of).find(|at| scene.mention_at(*at).is_some_and(|it| it.tokens.start == *at))?;
    Some((meeting.end, side))
}

/// The other side is named within so many tokens behind the word for the meeting.
const VISIT_NEAR: usize = 16;

fn has_public_body(scene: &Scene, tokens: Range<usize>) -> bool {
    scene.mentions.iter().any(|it| tokens.contains(&it.tokens.start) && it.kind == NameKind::Organ)
}

fn date(scene: &Scene, opening: &Opening) -> Option<Date> {
    let near = scene.frame.dated_on;
    let printed = opening.lead.iter().find_map(|it| met_day(scene, it.clone())).and_then(|it| it.date(near));
    let is_today = || {
        opening
            .lead
            .iter()
            .take(1)
            .any(|it| scene.of_class(it.clone(), Class::DayPart).any(|hit| hit.row().value(0) == "today"))
    };
    printed.or_else(|| near.filter(|_| !scene.frame.is_formal && is_today()))
}

/// The first day in `tokens` that can be that of the meeting: nothing is due by it, and without its year it is not
/// long past.
fn met_day(scene: &Scene, tokens: Range<usize>) -> Option<Day> {
    let near = scene.frame.dated_on;
    let anchor = Anchor { on: near, tense: Tense::Future };
    let mut from = tokens.start;
    while let Some(day) = first_day(scene, from..tokens.end) {
        let before = day.first.saturating_sub(CUE_MAX).max(tokens.start)..day.first;
        let is_cue = |it: &Hit| it.class == Class::DueBefore || it.class == Class::DueBy && it.end > it.first + 1;
        let mut cues = scene.all_hits(before).of([Class::DueBefore, Class::DueBy]).iter().filter(|it| is_cue(it));
        let is_due =
            |it: Hit| deadline::at(scene, it.first, tokens.end, anchor).is_some_and(|due| due.tokens.end >= day.end);
        let age = near.and_then(|it| day.date(near)?.until(it).ok()).map_or(0, |it| it.get_days());
        if !cues.any(is_due) && (day.year.is_some() || age <= DAYS_TOLD) {
            return Some(day);
        }
        from = day.end;
    }
    None
}

/// A meeting is told of within so many days.
const DAYS_TOLD: i32 = 180;

/// Between the cue of a deadline and its day stand at most so many tokens: an hour, a weekday.
const CUE_MAX: usize = 8;

/// Online, in a hall, or both; nothing when the opening does not say.
fn mode(scene: &Scene, opening: &Opening) -> Option<Mode> {
    let parts = || opening.lead.iter().take(3).chain([&opening.heading]);
    let has = |class| parts().any(|it| scene.find(it.clone(), class).is_some());
    let is_online = has(Class::Online);
    let is_in_person = has(Class::InPerson) && !parts().all(|it| !is_form(scene, it.clone()));
    let has_venue = parts().any(|it| venue(scene, it.clone()));
    let has_remote = has(Class::Remote);
    if has(Class::Hybrid) || is_online && is_in_person || has_venue && is_online && has_remote {
        return Some(Mode::Hybrid);
    }
    if is_online {
        return Some(Mode::Online);
    }
    (has_venue || is_in_person || scene.frame.kind.is_some_and(is_minutes) && has(Class::Venue))
        .then_some(Mode::InPerson)
}

/// Whether the word for `in person` speaks of the form of the meeting: near a word for meeting or hall.
fn is_form(scene: &Scene, tokens: Range<usize>) -> bool {
    let near = |at: usize| at.saturating_sub(10)..(at + 10).min(tokens.end);
    let is_near = |at: usize| {
        scene.find(near(at), Class::Meeting).is_some()
            || scene.find(near(at), Class::WorksWith).is_some()
            || scene.find(near(at), Class::Remote).is_some()
    };
    scene.of_class(tokens.clone(), Class::InPerson).any(|it| is_near(it.first))
}

/// A named place of meeting: in a sentence that tells of the meeting.
fn venue(scene: &Scene, tokens: Range<usize>) -> bool {
    let sentences = scene.sentences.iter().filter(|it| it.tokens.start >= tokens.start && it.tokens.end <= tokens.end);
    let is_meeting = |it: &Range<usize>| {
        [Class::Meeting, Class::WorksWith, Class::HourWord, Class::Inspects]
            .iter()
            .any(|class| scene.find(it.clone(), *class).is_some())
    };
    sentences.map(|it| it.tokens.clone()).any(|it| scene.find(it.clone(), Class::Venue).is_some() && is_meeting(&it))
}

/// The organ that meets: of a formal document its issuer or the organ of the one who concludes; else the subject of
/// the lead, else the organ of the office that the lead names.
fn host(scene: &Scene, opening: &Opening) -> Option<String> {
    if scene.frame.is_formal {
        return formal_host(scene, opening);
    }
    let parts = || opening.lead.iter().take(2).cloned().chain([opening.heading.clone()]);
    // `buoi lam viec cua A voi X`: the organ named before the verb is the other side.
    let told = parts().filter(|it| visited(scene, it).is_none()).find_map(|it| {
        let cue = meets_at(scene, it.clone())?;
        let organ =
            scene.mentions.iter().rev().find(|m| m.tokens.end <= cue && m.tokens.start >= it.start && !m.is_office)?;
        (organ.kind == NameKind::Organ && stands_as_subject(scene, organ.tokens.end..cue)).then(|| organ.name.clone())
    });
    told.or_else(|| office_host(scene, opening))
}

/// Where the lead says that somebody meets.
fn meets_at(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    scene.all_hits(tokens).of([Class::WorksWith, Class::Holds]).first().map(|it| it.first)
}

/// Nothing but small words between subject and verb.
fn stands_as_subject(scene: &Scene, between: Range<usize>) -> bool {
    between.len() <= 8 && between.clone().all(|it| !matches!(scene.word(it), "." | ";" | ":"))
}

/// The organ of the chair's office: the one named in the opening, else the last stated.
fn office_host(scene: &Scene, opening: &Opening) -> Option<String> {
    let chair = chair(scene, opening)?;
    let organs = &scene.people.organs[chair];
    let is_party = |it: &&String| scene.mentions.iter().any(|m| m.is_office && m.name == **it);
    let organ = organs.iter().find(is_party).or_else(|| organs.last());
    let in_heading = scene.mentions.iter().find(|it| it.is_office && opening.heading.contains(&it.tokens.start));
    in_heading.map(|it| it.name.clone()).or_else(|| organ.cloned())
}

fn formal_host(scene: &Scene, opening: &Opening) -> Option<String> {
    let issuer = scene.frame.issuer.clone();
    if scene.frame.kind.is_some_and(is_minutes) {
        let told = opening.lead.first().cloned().into_iter().chain([opening.heading.clone()]);
        return issuer.or_else(|| told.into_iter().find_map(|it| first_organ(scene, it)));
    }
    first_organ(scene, opening.heading.clone()).or(issuer)
}

/// The first organ in `tokens`, also the organ of an office.
fn first_organ(scene: &Scene, tokens: Range<usize>) -> Option<String> {
    let organs = scene.mentions.iter().filter(|it| it.kind == NameKind::Organ);
    organs.filter(|it| tokens.contains(&it.tokens.start)).map(|it| it.name.clone()).next()
}

/// The other side of a working session: what follows `lam viec voi`.
fn guests(scene: &Scene, opening: &Opening) -> Vec<String> {
    let parts = opening.lead.iter().take(2).cloned().chain([opening.heading.clone()]);
    for part in parts {
        let works = scene.find(part.clone(), Class::WorksWith).map(|it| it.end);
        let Some(mut at) = works.or_else(|| visited(scene, &part).map(|it| it.1)) else { continue };
        let mut guests = Vec::new();
        while let Some(mention) =
            scene.mention_at(at).filter(|it| it.tokens.start == at && !it.is_office && at < part.end)
        {
            guests.push(mention.name.clone());
            at = mention.tokens.end;
            if !(scene.is_mark(at, ",") || scene.hit(at, Class::AndWord).is_some()) {
                break;
            }
            at += 1;
        }
        if !guests.is_empty() {
            return guests;
        }
    }
    Vec::new()
}

/// Who is said to chair or to lead; else who works with the guests; else who concludes.
fn chair(scene: &Scene, opening: &Opening) -> Option<usize> {
    let people = &scene.people;
    let parts = || opening.lead.iter().cloned().chain([opening.heading.clone()]);
    let by = parts().find_map(|it| chaired_by(scene, it));
    let chairs = || {
        parts().find_map(|it| {
            let cue = scene.find(it.clone(), Class::Chairs)?;
            chairing(scene, it.start..cue.first)
        })
    };
    let works = || {
        parts().find_map(|it| {
            let cue = scene.find(it.clone(), Class::WorksWith).or_else(|| scene.find(it.clone(), Class::Inspects))?;
            people.last_in(it.start..cue.first)
        })
    };
    let visits = || parts().find_map(|it| visited(scene, &it).and_then(|(at, side)| people.first_in(at..side)));
    by.or_else(chairs)
        .or_else(|| label_chair(scene))
        .or_else(works)
        .or_else(visits)
        .or_else(|| concluding(scene, opening))
}

/// `duoi su chu tri cua dong chi A`, `do dong chi A chu tri`, `Chu tri: ong A`.
fn chaired_by(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let hit = scene
        .of_class(tokens.clone(), Class::ChairedBy)
        .find(|it| it.row().value(0) != "label" || scene.is_mark(it.end, ":"))?;
    scene.people.first_in(hit.end..(hit.end + 12).min(tokens.end))
}

/// The chair before the verb: the first of a list in the sentence, else the last name.
fn chairing(scene: &Scene, before: Range<usize>) -> Option<usize> {
    let sentence = scene.sentences.iter().find(|it| it.tokens.contains(&before.end.saturating_sub(1)))?;
    let from = before.start.max(sentence.tokens.start);
    let is_list =
        scene.find(from..before.end, Class::Plural).is_some_and(|it| scene.hit(it.first, Class::Address).is_some());
    if is_list { scene.people.first_in(from..before.end) } else { scene.people.last_in(from..before.end) }
}

/// `Ong A - Chu tich UBND xa - Chu tri` in a list of those present.
fn label_chair(scene: &Scene) -> Option<usize> {
    scene.find(0..scene.tokens.len(), Class::ChairedBy)?;
    scene.blocks.iter().filter(|it| it.is_content()).find_map(|block| {
        let tokens = block.body_tokens();
        let label = tokens
            .clone()
            .rev()
            .take(12)
            .filter_map(|it| scene.hit(it, Class::ChairedBy))
            .find(|it| it.row().value(0) == "label")?;
        let is_label =
            label.first > tokens.start && matches!(scene.word(label.first - 1), "-" | "," | "\u{2013}" | "(" | ":");
        scene.people.first_in(tokens.start..label.first).filter(|_| is_label)
    })
}

/// Who gives the conclusion: named in the subject, else before or behind the word for it.
fn concluding(scene: &Scene, opening: &Opening) -> Option<usize> {
    if let Some(person) = scene.people.first_in(opening.heading.clone()) {
        return Some(person);
    }
    scene.sentences.iter().find_map(|it| {
        let cue = scene.find(it.tokens.clone(), Class::Concludes)?;
        scene.people.first_in(cue.end..it.tokens.end).or_else(|| scene.people.last_in(it.tokens.start..cue.first))
    })
}
