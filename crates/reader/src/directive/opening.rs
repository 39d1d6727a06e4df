//! Where the order proper begins in a clause: behind connectives, topics and the words of the one who speaks.

use std::ops::Range;

use crate::address::{self, Addressee};
use crate::clause;
use crate::date::Anchor;
use crate::deadline::{self, Deadline};
use crate::discourse::{Voice, is_order_word};
use crate::lexicon::{Class, ClassSet, Hit};
use crate::phrase;
use crate::roll::Roll;
use crate::rule::Rule;
use crate::scene::Scene;
use crate::speaker::Speaker;

use super::topic;

/// A clause that orders.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The first token of the directive: addressee or verb.
    pub start: usize,
    /// The first token behind the addressee.
    pub verb: usize,
    pub addressee: Option<Addressee>,
    /// It only says to whom the list behind it speaks.
    pub is_header: bool,
    /// The cue of a deadline told before all else.
    pub due: Option<usize>,
    /// What it is about, told before it.
    pub topic: Option<Range<usize>>,
    pub rule: Rule,
}

impl Opened {
    fn new(rule: Rule, start: usize, verb: usize, addressee: Option<Addressee>) -> Opened {
        Opened { start, verb, addressee, is_header: false, due: None, topic: None, rule }
    }

    /// The same behind words of order, which then are what makes it one.
    fn framed(self, is_framed: bool) -> Opened {
        if is_framed { Opened { rule: Rule::Framed, ..self } } else { self }
    }
}

pub struct Opener<'a> {
    pub scene: &'a Scene<'a>,
    pub roll: &'a Roll,
    pub speaker: &'a Speaker,
    pub voice: Voice,
    /// A list below an addressee: its items open with verbs, known or not.
    pub is_listed: bool,
    pub anchor: Anchor,
}

/// Frames, topics and connectives may follow each other; more than these are no order.
const LAYERS_MAX: usize = 6;

/// A label or a subject is no longer than this.
const CHARGE_NEAR: usize = 40;

/// What stands in brackets behind a name is no longer.
const ROLE_MAX: usize = 8;

/// The order verb stands within so many tokens of the speaker's first word.
const FRAME_MAX: usize = 90;

impl Opener<'_> {
    /// The order in `clause`; `may_inherit` says that a bare verb is enough.
    pub fn open(&self, clause: Range<usize>, is_first: bool, may_inherit: bool) -> Option<Opened> {
        if self.is_quote(&clause)
            || self.announces(&clause)
            || self.scene.find(clause.clone(), Class::Formula).is_some()
        {
            return None;
        }
        let mut topic = None;
        let due = self.behind_connectives(clause.start, clause.end);
        let behind_due = self.behind_due(due, clause.end);
        let rest = behind_due.unwrap_or(clause.start)..clause.end;
        let opened = self.layered(rest, is_first, may_inherit, &mut topic)?;
        let Some(behind) = behind_due else { return Some(Opened { topic, ..opened }) };
        // `Dinh ky hang quy bao cao ...`: before its verb it belongs to the order.
        let is_part = opened.addressee.is_none() && opened.start == behind && !self.scene.is_mark(behind - 1, ",");
        let start = if is_part { due } else { opened.start };
        Some(Opened { start, due: Some(due), topic, ..opened })
    }

    /// Behind a deadline in front: `Truoc ngay 15/10, cac so ...`.
    fn behind_due(&self, at: usize, end: usize) -> Option<usize> {
        let due = deadline::at(self.scene, at, end, self.anchor).filter(|it| self.is_ahead(it))?.tokens.end;
        // From when the time is counted belongs to it.
        let since = self.scene.hit(due, Class::Since);
        let comma = since.and_then(|it| (it.end..end).find(|&it| self.scene.is_mark(it, ",")));
        Some(self.behind_comma(comma.unwrap_or(due)))
    }

    /// Up to a day that is past, somebody reports.
    fn is_ahead(&self, deadline: &Deadline) -> bool {
        let due_on = deadline.rule.and_then(|it| it.due_on());
        due_on.zip(self.anchor.on).is_none_or(|(due_on, on)| due_on >= on)
    }

    fn layered(
        &self,
        clause: Range<usize>,
        is_first: bool,
        may_inherit: bool,
        topic: &mut Option<Range<usize>>,
    ) -> Option<Opened> {
        let mut at = clause.start;
        let mut is_framed = false;
        for _ in 0..LAYERS_MAX {
            at = self.behind_connectives(at, clause.end);
            if self.is_conditional(at, clause.end) {
                break;
            }
            if let Some(opened) = self.toward(at, clause.end) {
                return Some(opened);
            }
            if let Some(behind) = self.behind_frame(at, clause.end, is_framed) {
                (at, is_framed) = (behind, true);
                continue;
            }
            if let Some(opened) = self.addressed(at, clause.end, is_framed) {
                return Some(opened.framed(is_framed));
            }
            if let Some(opened) = self.charged(at, clause.end) {
                return Some(opened);
            }
            if let Some(label) = self.label(at, clause.end) {
                let decides = self.scene.hit(label + 1, Class::Decides);
                if decides.is_some_and(|it| it.row().value(0) != "assigned") {
                    return self.behind_decision(label + 1, clause.end);
                }
                if self.addressed(label + 1, clause.end, false).is_some() {
                    *topic = topic.take().or_else(|| topic::told(self.scene, at..label));
                    at = label + 1;
                    continue;
                }
            }
            match self.behind_topic(at, clause.end) {
                Some(behind) => {
                    *topic = topic.take().or_else(|| topic::told(self.scene, at..behind - 1));
                    at = behind;
                }
                None => break,
            }
        }
        if at >= clause.end {
            return None;
        }
        // A part of a sentence that goes on below an order may tell its duty of a subject of its own.
        let is_open = is_framed || !is_first && may_inherit;
        let plain = if is_first || may_inherit || is_framed { self.unaddressed(at, clause.end, is_open) } else { None };
        plain.map(|it| it.framed(is_framed)).or_else(|| self.consequence(at, clause.end))
    }

    /// `thay mat X, dong chi A ket luan:` opens the orders and is none.
    fn announces(&self, clause: &Range<usize>) -> bool {
        let colon = clause.end - 1;
        let near = clause.start.max(colon.saturating_sub(4))..colon;
        self.scene.is_mark(colon, ":") && self.scene.all_hits(near).of([Class::FloorChair]).any(|it| it.end == colon)
    }

    /// `ho nao khong thao do thi UBND xa lap bien ban`: the order stands behind its condition.
    fn is_conditional(&self, at: usize, end: usize) -> bool {
        self.scene.has(at, Class::Condition) && self.scene.find(at..end, Class::Then).is_some()
    }

    /// `Viec X duoc giao cho So Y, xong truoc ngay Z`: the subject is the work, and who does it is told behind.
    fn charged(&self, at: usize, end: usize) -> Option<Opened> {
        let scene = self.scene;
        if !self.voice.may_order() || !scene.has(at, Class::SubjectStart) && !scene.tokens.get(at)?.is_capital() {
            return None;
        }
        let cue = scene.find(at + 1..end.min(at + CHARGE_NEAR), Class::ChargedTo)?;
        let addressee = address::at(scene, cue.end, end, self.roll)?;
        let is_stated = scene.find(at..cue.first, Class::Statement).is_some();
        (!is_stated).then(|| Opened::new(Rule::Charged, at, at, Some(addressee)))
    }

    /// `X: dong y ve nguyen tac, giao So Y V`: a decision orders nothing, the frame behind its comma does.
    fn behind_decision(&self, at: usize, end: usize) -> Option<Opened> {
        let commas = clause::marks(self.scene, at..end, ",");
        commas
            .iter()
            .find_map(|it| Some(self.addressed(self.behind_frame(it + 1, end, false)?, end, true)?.framed(true)))
    }

    /// The colon that closes the label of an item.
    fn label(&self, at: usize, end: usize) -> Option<usize> {
        clause::marks(self.scene, at..end.min(at + CHARGE_NEAR), ":").first().copied().filter(|it| *it > at + 1)
    }

    fn is_quote(&self, clause: &Range<usize>) -> bool {
        matches!(self.scene.word(clause.start), "\"" | "\u{201c}")
    }

    fn behind_connectives(&self, first: usize, end: usize) -> usize {
        phrase::behind_connectives(self.scene, first..end)
    }

    /// `Doi voi <addressee>, ...`: the topic names who must act.
    fn toward(&self, at: usize, end: usize) -> Option<Opened> {
        let hit = self.scene.hit(at, Class::Toward)?;
        let addressee = address::at(self.scene, hit.end, end, self.roll)?;
        let colon = matches!(self.scene.word(addressee.end), "," | ":");
        if !colon && addressee.end < end {
            return None;
        }
        let verb = (addressee.end + 1).min(end);
        if verb >= end {
            let is_header = addressee.end >= end || self.scene.is_mark(addressee.end, ":");
            return is_header
                .then(|| Opened { is_header, ..Opened::new(Rule::Toward, hit.end, verb, Some(addressee)) });
        }
        let is_area = !addressee.is_person && !self.orders_at(verb);
        (!is_area).then(|| Opened::new(Rule::Toward, addressee.first, verb, Some(addressee)))
    }

    /// Behind `<speaker> yeu cau`, `Giao`, `De nghi`; nothing when the verb is the addressee's own.
    fn behind_frame(&self, at: usize, end: usize, is_framed: bool) -> Option<usize> {
        let scene = self.scene;
        if scene.hit(at, Class::OrderBare).is_some() {
            return self.bare_frame(at, end);
        }
        if is_framed {
            return None;
        }
        let orders = scene
            .of_class(at + 1..end.min(at + FRAME_MAX), Class::Order)
            .filter(|it| it.end <= end && is_order_word(scene, it));
        let mut behind_last = at;
        for order in orders {
            if order.first < behind_last {
                continue;
            }
            behind_last = order.end;
            if self.acts_before(at, order.first) {
                return None;
            }
            let behind = self.behind_order(order.end, end);
            let is_remark = scene.hit(order.first, Class::Remark).is_some();
            let speaks = self.speaker.is_frame(scene, at..order.first) && !self.is_own_verb(at, &order);
            if speaks && (!is_remark || self.orders_behind(behind, end)) {
                return Some(behind);
            }
        }
        None
    }

    /// Whether somebody named in front already acts before the order verb: then it is part of what is to be done.
    fn acts_before(&self, at: usize, order: usize) -> bool {
        let addressee = address::at(self.scene, at, order, self.roll);
        addressee.is_some_and(|it| self.orders_at(self.behind_comma(it.end)) && self.behind_comma(it.end) < order)
    }

    /// An order verb in front: `Giao <U>`, `De nghi <U>`, `Yeu cau ra soat`.
    fn bare_frame(&self, at: usize, end: usize) -> Option<usize> {
        let order = self.scene.hit(at, Class::OrderBare)?;
        let behind = self.behind_order(order.end, end);
        // Below an addressee, what it must ask of a contractor is its own work.
        let names = address::at(self.scene, behind, end, self.roll);
        let names = names.or_else(|| address::titled(self.scene, behind, end, self.roll));
        let is_own =
            |it: &Addressee| address::is_private(self.scene, it) || it.is_collective && order.row().value(0) == "own";
        if self.is_listed && names.as_ref().is_some_and(is_own) {
            return None;
        }
        let is_frame = match &names {
            Some(addressee) => addressee.end >= end || !self.states_at(addressee.end),
            None => self.scene.hit(behind, Class::Action).is_some() && !self.is_object(order),
        };
        is_frame.then_some(behind)
    }

    /// `giao chi tieu`, `giao dat`: the verb has its own object.
    fn is_object(&self, order: Hit) -> bool {
        let action = self.scene.hit(order.first, Class::Action);
        action.is_some_and(|it| it.end > order.end)
    }

    fn behind_order(&self, at: usize, end: usize) -> usize {
        let mut at = at;
        while at < end && (matches!(self.scene.word(at), "," | ":") || self.scene.hit(at, Class::OrderFiller).is_some())
        {
            at = self.scene.hit(at, Class::OrderFiller).map_or(at + 1, |it| it.end);
        }
        at
    }

    /// A unit that is not the speaker and whose own act the order verb is: `So X chi dao thu hoach`.
    fn is_own_verb(&self, at: usize, order: &Hit) -> bool {
        let addressee = address::at(self.scene, at, order.first, self.roll);
        addressee.is_some_and(|it| it.end == order.first && !self.speaker.is_frame(self.scene, at..order.first))
    }

    fn orders_behind(&self, at: usize, end: usize) -> bool {
        let at = self.behind_connectives(at, end);
        if self.orders_at(at) {
            // `chuyen doi so la viec kho` is a remark.
            return self.scene.find(at..end.min(at + 7), Class::Copula).is_none();
        }
        if self.duty_near(at, end) {
            return true;
        }
        let at = self.behind_topic(at, end).unwrap_or(at);
        address::at(self.scene, at, end, self.roll)
            .is_some_and(|it| it.end < end && self.orders_at(self.behind_comma(it.end)))
    }

    fn behind_comma(&self, at: usize) -> usize {
        at + usize::from(self.scene.is_mark(at, ","))
    }

    /// A word of duty, manner or action that may open an order.
    fn orders_at(&self, at: usize) -> bool {
        let opens = [Class::Must, Class::Action, Class::Adverb, Class::Prohibition, Class::Partner];
        self.scene.has_any(at, opens) && !self.states_at(at)
    }

    /// Whether what stands here states something: `la`, `da`, `co`.
    fn states_at(&self, at: usize) -> bool {
        let length = |class: Class| self.scene.hit(at, class).map_or(0, |it| it.end - it.first);
        let states = length(Class::Statement).max(length(Class::Assessment));
        states > 0 && states >= length(Class::Action).max(length(Class::Adverb)).max(length(Class::Must))
    }

    fn addressed(&self, at: usize, end: usize, is_framed: bool) -> Option<Opened> {
        let titled = || address::titled(self.scene, at, end, self.roll).filter(|_| is_framed);
        let named = address::at(self.scene, at, end, self.roll).or_else(titled);
        let addressee = named.or_else(|| self.unknown(at, end))?;
        let addressee = address::labelled(self.scene, addressee, end);
        if self.speaker.is_named(self.scene, addressee.first..addressee.end) && !is_framed {
            return None;
        }
        let is_own = self.voice == Voice::Orders && self.speaker.is_organ(&addressee.names);
        if is_own && !is_framed && self.scene.hit(self.behind_comma(addressee.end), Class::Must).is_none() {
            return None;
        }
        let is_colon = self.scene.is_mark(addressee.end, ":");
        if addressee.end >= end || (is_colon && addressee.end + 1 >= end) {
            return Some(Opened { is_header: true, ..Opened::new(Rule::Addressed, at, end, Some(addressee)) });
        }
        if is_colon {
            let verb = addressee.end + 1;
            return (!self.states_at(verb)).then(|| Opened::new(Rule::Addressed, verb, verb, Some(addressee)));
        }
        let verb = self.behind_comma(self.behind_role(addressee.end, end));
        let announces = self.scene.find(verb..end, Class::OrderFiller).is_some();
        let is_header = self.scene.is_mark(end - 1, ":") && (end - verb <= 14 || announces);
        let acts = self.orders_at(verb) || (self.takes_unknown(&addressee, is_framed) && self.is_plain_word(verb));
        (acts && !self.states_at(verb))
            .then(|| Opened { is_header, ..Opened::new(Rule::Addressed, at, verb, Some(addressee)) })
    }

    /// A body whose name the lexicon does not know: the label of an item, or the subject of a word of duty.
    fn unknown(&self, at: usize, end: usize) -> Option<Addressee> {
        let scene = self.scene;
        // Work or its state does nothing; other nouns may be bodies.
        let is_work = || scene.of_class(at..at + 1, Class::SubjectStart).any(|it| !it.row().value(0).is_empty());
        if at >= end || !scene.tokens[at].is_capital() || scene.has_any(at, NO_BODIES) || is_work() {
            return None;
        }
        let stop = (at..end.min(at + 12))
            .find(|&it| !scene.tokens[it].is_word() && !scene.is_mark(it, "-") || address::acts(scene, it))?;
        // `Ke toan ngan sach xa:` above a list: an office is always spoken to.
        let is_label = scene.is_mark(stop, ":") && (stop + 1 < end || scene.has(at, Class::Office));
        let is_duty = scene.has_any(stop, [Class::Partner, Class::Must]);
        // Whoever has to act by a day is spoken to.
        let is_subject = is_duty || deadline::find(scene, stop..end, self.anchor).is_some_and(|it| self.is_ahead(&it));
        let name = scene.words(scene.span(at..stop));
        let is_name = stop >= at + 2 && (is_label || is_subject);
        is_name.then(|| Addressee { first: at, end: stop, names: vec![name], is_collective: false, is_person: false })
    }

    /// Behind `(chu tri)`, `(co quan dau moi)`.
    fn behind_role(&self, at: usize, end: usize) -> usize {
        let close = (at..end.min(at + ROLE_MAX)).find(|&it| self.scene.is_mark(it, ")"));
        close.filter(|_| self.scene.is_mark(at, "(")).map_or(at, |it| it + 1)
    }

    /// Behind the name of an organ any verb may be an order; behind many or in free speech only a known one.
    fn takes_unknown(&self, addressee: &Addressee, is_framed: bool) -> bool {
        is_framed || addressee.is_person || !addressee.is_collective
    }

    fn is_plain_word(&self, at: usize) -> bool {
        let is_lower = self.scene.tokens.get(at).is_some_and(|it| it.is_word() && !it.is_capital());
        is_lower && !self.scene.has_any(at, NO_VERBS)
    }

    /// Behind the comma that closes a topic: the first one behind which an addressee or a frame stands.
    fn behind_topic(&self, at: usize, end: usize) -> Option<usize> {
        let topic = self.scene.hit(at, Class::Topic)?;
        if self.scene.hit(at, Class::Action).is_some_and(|it| it.end > topic.end) {
            return None;
        }
        let near = at..end.min(at + 80);
        let mut commas = clause::marks(self.scene, near.clone(), ",");
        // `Ve X: giao So Y ...`
        commas.extend(clause::marks(self.scene, near, ":"));
        commas.sort_unstable();
        let opens = |&comma: &usize| {
            let behind = comma + 1;
            let framed = self.behind_frame(behind, end, false).is_some();
            framed || self.toward(behind, end).is_some() || self.addressed(behind, end, false).is_some()
        };
        let addressed = commas.iter().copied().find(opens);
        // Behind somebody who is told of, a verb orders nothing: `Sau buoi lam viec, ong X tham, tang qua`.
        let told = commas.iter().copied().find(|it| self.tells_of(it + 1));
        let untold = commas.iter().copied().take_while(|it| told.is_none_or(|told| *it <= told));
        let is_cited = topic.row().value(0) == "cited";
        let plain = || {
            let mut verbs = untold.clone().filter(|_| !is_cited);
            verbs.find(|it| self.orders_at(self.behind_connectives(it + 1, end)))
        };
        addressed.or_else(plain).map(|it| it + 1)
    }

    fn tells_of(&self, at: usize) -> bool {
        self.scene.has_any(at, [Class::Address, Class::Office, Class::Organ])
    }

    /// A bare verb, a prohibition, a condition, or a passive duty (`Viec X phai V`).
    fn unaddressed(&self, at: usize, end: usize, is_framed: bool) -> Option<Opened> {
        let scene = self.scene;
        if self.states_at(at) {
            return None;
        }
        let is_condition = self.is_conditional(at, end);
        let is_duty = (scene.hit(at, Class::SubjectStart).is_some() && self.has_duty(at..end))
            || (is_framed && self.duty_near(at, end));
        let is_item = (self.voice == Voice::Tasks || self.is_listed)
            && scene.tokens[at].is_word()
            && scene.hit(at, Class::StrongGoal).is_none();
        if is_condition && let Some(opened) = self.consequent(at, end) {
            return Some(opened);
        }
        let opens = self.orders_at(at) || is_condition || is_duty || is_item || (is_framed && self.is_plain_word(at));
        let is_header = scene.is_mark(end - 1, ":") && end - at <= 12;
        (opens && !is_header).then(|| Opened::new(Rule::Bare, at, at, None))
    }

    /// `neu X thi <addressee> V`: who must act stands behind the condition.
    fn consequent(&self, at: usize, end: usize) -> Option<Opened> {
        let then = self.scene.find(at..end, Class::Then)?;
        let addressee = address::at(self.scene, then.end, end, self.roll)?;
        let verb = self.behind_comma(addressee.end);
        let acts = verb < end && (self.orders_at(verb) || self.is_plain_word(verb));
        acts.then(|| Opened::new(Rule::Conditional, at, verb, Some(addressee)))
    }

    /// `trong qua trinh X can Y`: a word of duty soon behind, and nothing stated before it.
    fn duty_near(&self, at: usize, end: usize) -> bool {
        let Some(must) = self.scene.find(at..end.min(at + 15), Class::Must) else { return false };
        let states = self.scene.find(at..must.first, Class::Statement).is_some();
        !states && self.has_duty(must.first..end)
    }

    fn has_duty(&self, tokens: Range<usize>) -> bool {
        let must = self.scene.find(tokens, Class::Must);
        must.is_some_and(|it| !self.states_at(it.first) && !self.states_at(it.end))
    }

    /// `..., do do huyen X can ...`: the order stands behind its reason.
    fn consequence(&self, at: usize, end: usize) -> Option<Opened> {
        self.scene.of_class(at..end, Class::Consequence).find_map(|hit| {
            let behind = self.behind_comma(hit.end);
            let opened = self.addressed(behind, end, false)?;
            self.scene.hit(opened.verb, Class::Must).is_some().then_some(opened)
        })
    }
}

/// Whatever opens so names no body.
const NO_BODIES: ClassSet = ClassSet::of(&[
    Class::PartTasks,
    Class::PartGoals,
    Class::PartResults,
    Class::FaultTurn,
    Class::Topic,
    Class::Connective,
    Class::Nominal,
    Class::Action,
    Class::Adverb,
]);

const NO_VERBS: ClassSet = ClassSet::of(&[
    Class::Link,
    Class::CountNoun,
    Class::HeadNoun,
    Class::AndWord,
    Class::Level,
    Class::Topic,
    Class::GroupNoun,
]);
