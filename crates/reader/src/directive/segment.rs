//! One directive per action: where a new verb with its own object begins, and what stays with the verb before.

use std::ops::Range;

use crate::address::{self, Addressee};
use crate::clause;
use crate::deadline;
use crate::lexicon::{Class, Hit};
use crate::office::office_at;
use crate::roll::Roll;
use crate::scene::Scene;

use super::opening::Opened;

/// One action.
#[derive(Clone, Debug)]
pub struct Act {
    pub tokens: Range<usize>,
    /// The main verb and the token behind it.
    pub verb: Range<usize>,
    pub partners: Vec<String>,
    /// Who is made to act: `chi dao <Y> lam Z`.
    pub delegate: Option<Addressee>,
    /// Who is addressed anew inside the sentence.
    pub addressee: Option<Addressee>,
}

/// The way to the main verb: words of duty and manner, partners.
struct Head {
    verb: Range<usize>,
    partners: Vec<String>,
    is_verb_known: bool,
}

/// Shorter pieces behind a comma are items of a list.
const PIECE_MIN: usize = 4;

/// A verb of so many words holds its object.
const WHOLE_MIN: usize = 4;

pub fn acts(scene: &Scene, roll: &Roll, opened: &Opened, end: usize) -> Vec<Act> {
    let commas = clause::marks(scene, opened.start..end, ",");
    let cutter = Cutter { scene, roll, end, commas };
    let mut acts = vec![cutter.act(opened.start, opened.verb, None)];
    let mut at = cutter.first_cut(&acts[0]);
    while at < end {
        let Some(current) = acts.last_mut() else { break };
        match cutter.cut(current, at) {
            Some(next) => {
                current.tokens.end = at;
                at = next.verb.end.max(at + 1);
                acts.push(next);
            }
            None => at += 1,
        }
    }
    acts
}

/// The whole text as one action, as the cell of a table tells it.
pub fn whole(scene: &Scene, roll: &Roll, end: usize) -> Act {
    Cutter { scene, roll, end, commas: Vec::new() }.act(0, 0, None)
}

struct Cutter<'a> {
    scene: &'a Scene<'a>,
    roll: &'a Roll,
    end: usize,
    /// Outside brackets and quotation marks.
    commas: Vec<usize>,
}

impl Cutter<'_> {
    fn act(&self, start: usize, from: usize, addressee: Option<Addressee>) -> Act {
        let head = self.head(from);
        let delegating = self.scene.hit(head.verb.start, Class::Delegating).filter(|it| it.end >= head.verb.end);
        let delegate = delegating.and_then(|it| {
            let delegate = address::at(self.scene, it.end, self.end, self.roll)
                .filter(|it| !address::is_private(self.scene, it))?;
            (delegate.end < self.end && address::acts(self.scene, delegate.end)).then_some(delegate)
        });
        let mut head = head;
        // `tham muu cung voi So Y bo tri von`
        head.partners
            .extend(self.partners(head.verb.end).filter(|_| head.is_verb_known).into_iter().flat_map(|it| it.1));
        if let Some(delegate) = &delegate {
            let partners = self.head(delegate.end);
            head.verb.end = head.verb.end.max(partners.verb.end);
            head.partners.extend(partners.partners);
        }
        Act { tokens: start..self.end, verb: head.verb, partners: head.partners, delegate, addressee }
    }

    fn head(&self, from: usize) -> Head {
        let scene = self.scene;
        let anchor = crate::date::Anchor { on: None, tense: crate::date::Tense::Open };
        let (mut at, mut partners) = (from, Vec::new());
        while at < self.end {
            // `vao thu Sau hang tuan tong hop`: the day may stand before the verb.
            let time = deadline::at(scene, at, self.end, anchor).filter(|it| it.tokens.end < self.piece_end(at));
            if let Some(time) = time.filter(|_| address::action_at(scene, at).is_none()) {
                at = self.behind_comma(time.tokens.end);
                continue;
            }
            if let Some((behind, names)) = self.partners(at) {
                partners.extend(names);
                at = behind;
                continue;
            }
            let way = scene.hits(at).of([Class::Must, Class::Adverb]).first();
            let action = address::action_at(scene, at);
            match (way, action) {
                (Some(way), action) if self.is_way(way, action) => at = self.behind_comma(way.end),
                (_, Some(action)) => return Head { verb: at..action.end, partners, is_verb_known: true },
                _ => break,
            }
        }
        Head { verb: at..(at + 1).min(self.end), partners, is_verb_known: false }
    }

    /// Whether a word that can also act only leads to the verb here.
    fn is_way(&self, way: Hit, action: Option<Hit>) -> bool {
        let next = self.behind_comma(way.end);
        let leads =
            next < self.end && self.scene.has_any(next, [Class::Action, Class::Adverb, Class::Partner, Class::Must]);
        match action {
            Some(action) => leads && action.end <= way.end,
            None => true,
        }
    }

    fn behind_comma(&self, at: usize) -> usize {
        at + usize::from(self.scene.is_mark(at, ","))
    }

    /// `phoi hop voi A, B`: the partners and the token behind them.
    fn partners(&self, at: usize) -> Option<(usize, Vec<String>)> {
        let cue = self.scene.hit(at, Class::Partner)?;
        let partners = address::at(self.scene, cue.end, self.end, self.roll)
            .or_else(|| address::proper(self.scene, cue.end, self.end))?;
        let behind = self.behind_comma(partners.end);
        (partners.end < self.end).then_some((behind, partners.names))
    }

    /// The first token at which a cut may lie: behind the verb, or behind the condition.
    fn first_cut(&self, act: &Act) -> usize {
        let condition = self.scene.hit(act.tokens.start, Class::Condition);
        let then = condition.and_then(|_| self.scene.find(act.tokens.clone(), Class::Then));
        then.map_or(act.verb.end, |it| it.end.max(act.verb.end))
    }

    /// The action that begins behind the comma or "and" at `at`, if one does.
    fn cut(&self, current: &Act, at: usize) -> Option<Act> {
        let scene = self.scene;
        let is_comma = scene.is_mark(at, ",");
        let is_and = scene.hit(at, Class::AndWord).is_some();
        let is_name = is_and && scene.tokens.get(at + 1).is_some_and(|it| it.is_capital());
        if !(is_comma || is_and) || is_name || self.is_inside(at) || self.is_paired(at) {
            return None;
        }
        let next = self.behind_joints(at + 1);
        if next >= self.end || self.stays(next) || !self.has_object(current, at) {
            return None;
        }
        if is_comma && let Some(act) = self.addressed(next) {
            return Some(act);
        }
        let act = self.act(next, next, None);
        let head = self.head(next);
        let piece = next..self.whole_piece_end(next, head.verb.end);
        // A phrase of four words holds its object: `nam chac tinh hinh`.
        // `phan loai theo nguyen nhan` has no object of its own.
        let is_bare = scene.hit(head.verb.end, Class::Manner).is_some_and(|it| it.row().value(0) == "way");
        let behind = if is_bare { 0 } else { piece.end.saturating_sub(head.verb.end) };
        let n_objects = behind + usize::from(head.verb.len() >= WHOLE_MIN);
        let is_anew = is_comma && scene.hit(next, Class::Anew).is_some();
        let is_new =
            head.is_verb_known && n_objects >= 1 && piece.len() >= PIECE_MIN && !self.is_list_item(current, at, &piece);
        let is_bound =
            current.delegate.is_some() || self.is_prohibition(current) || self.gets_private(current.verb.start);
        let is_joined = if is_comma {
            self.is_governed(current, at) && !self.leads_to_verb(next)
        } else {
            !self.may_part(current, at, n_objects)
        };
        (is_new && !is_bound && (is_anew || !is_joined)).then_some(act)
    }

    /// What a contractor or the people are made to do is one act of the one who makes them.
    fn gets_private(&self, verb: usize) -> bool {
        let way = self.scene.hit(verb, Class::Delegating).or_else(|| self.scene.hit(verb, Class::Getting));
        let Some(way) = way else { return false };
        let party = address::at(self.scene, way.end, self.end, self.roll);
        party.is_some_and(|it| address::is_private(self.scene, &it))
    }

    /// What is forbidden is one list.
    fn is_prohibition(&self, current: &Act) -> bool {
        self.scene.hit(current.tokens.start, Class::Prohibition).is_some()
    }

    /// Whether the actions before and behind `at` are nouns under one head: `cac giai phap bao ton, phat huy X`.
    fn is_governed(&self, current: &Act, at: usize) -> bool {
        let scene = self.scene;
        let last_comma = (current.verb.end..at).rev().find(|&it| scene.is_mark(it, ","));
        let piece = last_comma.map_or(current.verb.end, |it| it + 1)..at;
        let heads = |it: &Hit| match it.row().value(0) {
            "strict" => true,
            "strong" => address::action_at(scene, it.end).is_some(),
            _ => false,
        };
        let strong = scene.all_hits(piece.clone()).of([Class::Nominal]).any(heads);
        let ending = (piece.start..at).filter_map(|it| address::action_at(scene, it)).find(|it| it.end == at);
        let is_headed = |it: &Hit| {
            (it.first == current.verb.end && scene.hit(current.verb.start, Class::Adverb).is_some())
                || scene.all_hits(piece.clone()).of([Class::Nominal]).any(|head| head.end == it.first)
        };
        strong || ending.is_some_and(|it| is_headed(&it))
    }

    /// Whether the comma or "and" stands inside a fixed pair (`phong, chong`).
    fn is_paired(&self, at: usize) -> bool {
        self.scene.all_hits(at.saturating_sub(4)..at).of([Class::Pair]).any(|it| it.end > at)
    }

    /// Whether brackets or quotation marks are open at `at`.
    fn is_inside(&self, at: usize) -> bool {
        self.scene.is_mark(at, ",") && self.commas.binary_search(&at).is_err()
    }

    fn behind_joints(&self, at: usize) -> usize {
        let mut at = at;
        let joint = |at: usize| {
            // `, cung voi So Y kiem tra ...`: the partner belongs to the act behind the comma.
            let and = self.scene.hit(at, Class::AndWord).filter(|_| self.partners(at).is_none());
            and.or_else(|| self.scene.hit(at, Class::Joint))
        };
        while let Some(hit) = joint(at) {
            at = self.behind_comma(hit.end);
        }
        at
    }

    fn piece_end(&self, from: usize) -> usize {
        let next = self.commas.partition_point(|it| *it < from);
        self.commas.get(next).copied().unwrap_or(self.end)
    }

    /// Verbs in a row go on behind their commas: `kiem tra, xu ly X`.
    fn whole_piece_end(&self, from: usize, verb_end: usize) -> usize {
        let mut end = self.piece_end(from);
        let mut verb_end = verb_end;
        while end < self.end && verb_end >= end {
            let Some(action) = address::action_at(self.scene, end + 1) else { break };
            verb_end = action.end;
            end = self.piece_end(end + 1);
        }
        end
    }

    /// Manner, purpose, emphasis, and closing tails stay with what precedes.
    fn stays(&self, next: usize) -> bool {
        let manner = self.scene.hit(next, Class::Manner);
        let action = address::action_at(self.scene, next);
        // `kip thoi bao cao X`: the word of manner leads to a verb.
        let leads = self.leads_to_verb(next);
        let is_manner = manner.is_some_and(|it| action.is_none_or(|action| action.end <= it.end) && !leads);
        is_manner || self.is_tail(next)
    }

    /// Whether a word of manner stands here before a verb: no noun of a list does.
    fn leads_to_verb(&self, at: usize) -> bool {
        let way = self.scene.hit(at, Class::Adverb);
        way.is_some_and(|it| address::action_at(self.scene, it.end).is_some())
    }

    /// `trinh UBND tinh truoc ngay ...`: nothing but to whom and by when.
    fn is_tail(&self, next: usize) -> bool {
        let scene = self.scene;
        // The cue of the date may belong to the tail (`hoan thanh truoc`) or open the date itself.
        scene.hits(next).of([Class::Tail]).any(|it| self.is_tail_behind(*it))
    }

    fn is_tail_behind(&self, tail: Hit) -> bool {
        let scene = self.scene;
        let (mut at, end) = (tail.end, self.piece_end(tail.first));
        let anchor = crate::date::Anchor { on: None, tense: crate::date::Tense::Open };
        let mut is_dated = tail.row().value(0) != "dated";
        while at < end {
            if scene.is_mark(at, "(") {
                at = (at..end).find(|&it| scene.is_mark(it, ")")).map_or(end, |it| it + 1);
                continue;
            }
            if scene.hit(at, Class::Since).is_some() {
                return is_dated;
            }
            let deadline = deadline::at(scene, at, self.end, anchor).map(|it| it.tokens.end);
            let office = office_at(scene, at).map(|it| it.tokens.end);
            let unit = scene.mention_at(at).map(|it| it.tokens.end);
            let known = [
                Class::TailFiller,
                Class::Recipient,
                Class::Tail,
                Class::Recurring,
                Class::AndWord,
                Class::Bureau,
                Class::Level,
            ];
            let filler = known.iter().find_map(|&it| scene.hit(at, it)).map(|it| it.end);
            let date = crate::date::at(scene, at, anchor).map(|it| it.end);
            is_dated |= deadline.or(date).is_some();
            match deadline.or(date).or(office).or(unit).or(filler) {
                Some(behind) => at = behind.max(at + 1),
                None => return false,
            }
        }
        is_dated
    }

    /// Whether the current verb has an object of its own before `at`.
    fn has_object(&self, current: &Act, at: usize) -> bool {
        if at <= current.verb.end {
            return current.verb.len() >= WHOLE_MIN;
        }
        // `theo doi, don doc viec X`: verbs in a row share the object that follows the last.
        let last_comma = (current.verb.end..at).rev().find(|&it| self.scene.is_mark(it, ","));
        let piece = last_comma.map_or(current.verb.end, |it| it + 1);
        let action = address::action_at(self.scene, piece).filter(|_| last_comma.is_some());
        action.is_none_or(|it| it.end < at)
    }

    /// `..., So X lam Y`: a new addressee with a verb of its own.
    fn addressed(&self, next: usize) -> Option<Act> {
        let addressee = address::at(self.scene, next, self.end, self.roll)?;
        let verb = addressee.end;
        let acts = verb < self.end && !addressee.is_collective && address::action_at(self.scene, verb).is_some();
        acts.then(|| self.act(next, verb, Some(addressee)))
    }

    /// A short piece in a list of things: `dat o, nha o, dao tao nghe`.
    fn is_list_item(&self, current: &Act, at: usize, piece: &Range<usize>) -> bool {
        let before = (current.verb.end..at).rev().find(|&it| self.scene.is_mark(it, ","));
        let Some(comma) = before else { return false };
        let is_noun = address::action_at(self.scene, comma + 1).is_none();
        let is_short = self.piece_end(piece.start) - piece.start <= 4;
        is_noun && at - comma <= 5 && is_short && (piece.end < self.end || self.piece_end(piece.start) < piece.end)
    }

    /// "And" parts two actions only where both have objects and no noun of action governs them.
    fn may_part(&self, current: &Act, at: usize, n_objects: usize) -> bool {
        let object = current.verb.end..at;
        let governs = |it: Hit| self.scene.has(it.end, Class::Action);
        let is_governed = self.scene.of_class(object.clone(), Class::Nominal).any(governs);
        let getting = self.scene.hit(current.verb.start, Class::Getting).is_some();
        let ends_in_verb = self.scene.of_class(object.clone(), Class::Action).any(|it| it.end == at);
        object.len() >= 2 && n_objects >= 2 && !is_governed && !getting && !ends_in_verb
    }
}
