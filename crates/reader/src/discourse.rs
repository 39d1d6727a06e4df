//! Which part of a text a sentence belongs to, and who has the floor there: results, faults, requests or orders.

use std::ops::Range;

use crate::block::{Block, BlockKind, Sentence};
use crate::lexicon::{Class, Hit};
use crate::reading::{Reading, Session};
use crate::scene::Scene;
use crate::speaker::Speaker;

/// What kind of text this is, as far as orders and figures are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// A news item or an unnumbered account of a session.
    News,
    Notice,
    Report,
    Plan,
    Instruction,
    Decision,
    Minutes,
    /// A request of its issuer; it orders nothing.
    Petition,
    /// Nothing that reports or orders: laws, essays, other papers.
    Other,
}

/// What the words of a sentence do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Neither facts nor orders: attendance, captions, formulas.
    Silent,
    Facts,
    Faults,
    /// What those ask who do not conclude.
    Requests,
    Goals,
    /// The one who concludes or issues speaks.
    Orders,
    /// The items of a task section.
    Tasks,
}

impl Voice {
    pub fn may_order(self) -> bool {
        matches!(self, Voice::Orders | Voice::Tasks)
    }
}

/// The voices of all sentences of the scene, in their order.
pub struct Discourse {
    pub genre: Genre,
    pub voices: Vec<Voice>,
}

impl Discourse {
    /// That of a line of which it is known who speaks.
    pub fn of_line(scene: &Scene, voice: Voice) -> Discourse {
        let genre = if voice.may_order() { Genre::Notice } else { Genre::Report };
        Discourse { genre, voices: vec![voice; scene.sentences.len()] }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Results,
    Faults,
    Tasks,
    Opinions,
    Petitions,
    Attendance,
    Goals,
}

const PARTS: [(Class, Part); 7] = [
    (Class::PartResults, Part::Results),
    (Class::PartFaults, Part::Faults),
    (Class::PartTasks, Part::Tasks),
    (Class::PartOpinions, Part::Opinions),
    (Class::PartPetitions, Part::Petitions),
    (Class::PartAttendance, Part::Attendance),
    (Class::PartGoals, Part::Goals),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Floor {
    Open,
    Facts,
    Chair,
    /// The session is over or has not begun: asides.
    Aside,
}

/// Follows the text once, block by block and sentence by sentence.
pub fn follow(scene: &Scene, reading: &Reading, speaker: &Speaker) -> Discourse {
    let genre = genre(scene, reading);
    let mut course = Course {
        scene,
        speaker,
        genre,
        parts: [None; 9],
        inline: None,
        floor: Floor::Open,
        before: 0..0,
        run: None,
        announced: None,
        has_begun: genre == Genre::Plan && !scene.blocks.iter().any(is_listed),
        oversees: genre == Genre::Report && oversees(scene),
    };
    let mut voices = Vec::with_capacity(scene.sentences.len());
    let mut entered = 0;
    for sentence in &scene.sentences {
        while entered <= sentence.block {
            course.enter(&scene.blocks[entered]);
            entered += 1;
        }
        let block = &scene.blocks[sentence.block];
        voices.push(if genre == Genre::Other { Voice::Silent } else { course.voice(sentence, block) });
    }
    Discourse { genre, voices }
}

fn genre(scene: &Scene, reading: &Reading) -> Genre {
    let kind_word = scene.blocks.iter().find(|it| it.kind == BlockKind::KindWord);
    let named = kind_word.and_then(|it| scene.hit(it.tokens.start, Class::Genre));
    match named.map(|it| it.row().value(0)) {
        Some("report") => Genre::Report,
        Some("plan") => Genre::Plan,
        Some("notice") => Genre::Notice,
        Some("minutes") => Genre::Minutes,
        Some("instruction") => Genre::Instruction,
        Some("decision") => Genre::Decision,
        Some("petition") => Genre::Petition,
        Some(_) => Genre::Other,
        None if reading.document.is_some() => Genre::Instruction,
        None if reading.session.as_ref().is_some_and(is_told) || concludes_somewhere(scene) => Genre::News,
        None => Genre::Other,
    }
}

/// Whether anything is known of the meeting but that there was one.
fn is_told(session: &Session) -> bool {
    session.date.is_some() || session.host.is_some() || session.chair.is_some()
}

/// Whether somebody in office gives a conclusion in so many words.
fn concludes_somewhere(scene: &Scene) -> bool {
    scene.sentences.iter().any(|it| {
        let hits = scene.all_hits(it.tokens.clone());
        hits.of([Class::FloorChair]).any(|hit| hit.end - hit.first >= 3)
            && !hits.of([Class::Office, Class::Organ]).is_empty()
    })
}

/// Whether the block is a part of a list or opens one.
fn is_listed(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading | BlockKind::Item)
}

/// Whether the text is written by those who look into what others do: `Ket qua giam sat ...`, `Doan kiem tra`.
fn oversees(scene: &Scene) -> bool {
    let is_head = |it: &&Block| matches!(it.kind, BlockKind::Letterhead | BlockKind::Subject);
    scene.blocks.iter().filter(is_head).any(|it| scene.find(it.tokens.clone(), Class::Oversees).is_some())
}

struct Course<'a> {
    scene: &'a Scene<'a>,
    speaker: &'a Speaker,
    genre: Genre,
    /// By level of the heading; the deepest one counts.
    parts: [Option<Part>; 9],
    /// Of a block that begins with its own heading words and a colon.
    inline: Option<Part>,
    floor: Floor,
    /// The sentence before, in the same block: it may speak of the one who concludes.
    before: Range<usize>,
    /// What the rest of the block continues.
    run: Option<Voice>,
    /// The level of a block that ends by announcing faults: the items below it tell them.
    announced: Option<usize>,
    /// Somebody has spoken, in minutes; a plan is past its grounds.
    has_begun: bool,
    /// A report on the work of others: what it recommends is asked of them.
    oversees: bool,
}

impl Course<'_> {
    fn enter(&mut self, block: &Block) {
        let level = usize::from(block.level.min(8));
        if block.kind == BlockKind::Heading {
            let level = if level == 0 { 1 } else { level };
            self.parts[level..].fill(None);
            self.parts[level] = self.part(block.body_tokens());
        } else if block.kind == BlockKind::Item && level < 6 {
            self.parts[level..].fill(None);
        }
        let is_below = level >= 6 || self.announced.is_some_and(|it| it < level);
        if block.kind == BlockKind::Item && is_below && self.run == Some(Voice::Faults) {
            return;
        }
        self.announced = None;
        self.has_begun |= self.genre == Genre::Plan && is_listed(block) && !self.scene.has(block.body, Class::Topic);
        self.inline = self.inline_part(block);
        self.before = 0..0;
        self.run = None;
    }

    /// The part that a heading names: the one whose cue comes first.
    fn part(&self, tokens: Range<usize>) -> Option<Part> {
        let hits = self.scene.all_hits(tokens.clone());
        // `Thoi gian: 8 gio`, but `Trong thoi gian truoc mat`: who and when are told by the first words.
        let opens = |hit: &Hit| hit.class == Class::PartAttendance || hit.row().value(0) == "opens";
        let counts = |hit: &Hit| !opens(hit) || hit.first == tokens.start;
        // `Ben canh nhung ket qua do, con mot so viec sau:` goes on with faults.
        if self.scene.has(tokens.start, Class::FaultTurn) && self.scene.is_mark(tokens.end - 1, ":") {
            return Some(Part::Faults);
        }
        let part = |hit: Hit| PARTS.iter().find(|it| it.0 == hit.class).map(|it| (it.1, hit.row().value(0)));
        match hits.iter().filter(|it| counts(it)).find_map(part) {
            // `Cong tac chi dao`: results among results, tasks among tasks.
            Some((_, "within")) => None,
            // `Trach nhiem` among faults: whose they are.
            Some((_, "borne")) if self.part_above() == Some(Part::Faults) => Some(Part::Results),
            Some((part, _)) => Some(part),
            None => self.tells_faults(tokens).then_some(Part::Faults),
        }
    }

    /// A heading in plain words: `NHUNG VIEC CON YEU`, `Mot so viec chua lam duoc`.
    fn tells_faults(&self, tokens: Range<usize>) -> bool {
        let tells = matches!(self.genre, Genre::Report | Genre::Petition | Genre::Notice | Genre::Minutes);
        let is_bad = |it: &Hit| match it.class {
            Class::NotYet => true,
            Class::Fault => it.row().value(0) == "plain",
            _ => false,
        };
        let orders = self.scene.hit(tokens.start, Class::Action).is_some();
        tells && !orders && self.scene.all_hits(tokens).of([Class::NotYet, Class::Fault]).any(is_bad)
    }

    fn inline_part(&self, block: &Block) -> Option<Part> {
        if block.kind == BlockKind::Heading {
            return None;
        }
        let body = block.body_tokens();
        let colon = body.clone().take(7).find(|&it| self.scene.is_mark(it, ":"))?;
        let hit = PARTS.iter().find_map(|it| self.scene.hit(body.start, it.0).map(|hit| (hit, it.1)))?;
        (hit.0.end <= colon && colon - hit.0.end <= 3).then_some(hit.1)
    }

    fn current(&self) -> Option<Part> {
        self.inline.or_else(|| self.part_above())
    }

    fn part_above(&self) -> Option<Part> {
        self.parts.iter().rev().find_map(|it| *it)
    }

    fn voice(&mut self, sentence: &Sentence, block: &Block) -> Voice {
        if matches!(block.kind, BlockKind::Caption | BlockKind::Subject) || is_formula(self.scene, sentence) {
            return Voice::Silent;
        }
        if block.kind == BlockKind::Row {
            return Voice::Goals;
        }
        let voice = match self.genre {
            Genre::Report => self.sectioned(Voice::Facts, Voice::Tasks),
            Genre::Plan if !self.has_begun => Voice::Facts,
            Genre::Plan => self.sectioned(Voice::Tasks, Voice::Tasks),
            Genre::Instruction | Genre::Decision | Genre::Notice | Genre::Minutes => self.formal(sentence, block),
            Genre::News => {
                let voice = self.news(sentence);
                self.before = sentence.tokens.clone();
                voice
            }
            Genre::Petition => self.sectioned(self.told(sentence), Voice::Facts),
            Genre::Other => Voice::Silent,
        };
        self.turned(voice, sentence)
    }

    fn sectioned(&self, plain: Voice, tasks: Voice) -> Voice {
        match self.current() {
            Some(Part::Results) => Voice::Facts,
            Some(Part::Faults) => Voice::Faults,
            Some(Part::Tasks) => tasks,
            Some(Part::Goals) => Voice::Goals,
            Some(Part::Petitions) if self.oversees => Voice::Orders,
            Some(Part::Petitions) => Voice::Requests,
            Some(Part::Attendance) => Voice::Silent,
            Some(Part::Opinions) | None => plain,
        }
    }

    /// A notice, instruction, decision or minutes: facts first, orders from the word that opens them.
    fn formal(&mut self, sentence: &Sentence, block: &Block) -> Voice {
        let opens = self.opens_orders(sentence) || (self.genre == Genre::Decision && block.level == 1);
        if opens {
            self.floor = Floor::Chair;
        }
        let part = self.current();
        if self.genre == Genre::Minutes && part != Some(Part::Tasks) && !opens {
            return match part {
                Some(Part::Attendance) => Voice::Silent,
                None if !self.begins(sentence) => Voice::Silent,
                _ => self.sectioned(self.told(sentence), Voice::Tasks),
            };
        }
        // `III. Ve de xuat, kien nghi`: the one who concludes answers.
        if part == Some(Part::Petitions) && self.floor == Floor::Chair && self.genre != Genre::Minutes {
            return Voice::Orders;
        }
        let plain = if self.floor == Floor::Chair || part == Some(Part::Tasks) { Voice::Orders } else { Voice::Facts };
        self.sectioned(plain, Voice::Orders)
    }

    /// Minutes without headings begin with the first who reports or speaks.
    fn begins(&mut self, sentence: &Sentence) -> bool {
        let hits = self.scene.all_hits(sentence.tokens.clone());
        self.has_begun |= !hits.of([Class::FloorReport, Class::FloorOthers, Class::Says]).is_empty();
        self.has_begun
    }

    /// Facts or a request, by the words of somebody who reports.
    fn told(&self, sentence: &Sentence) -> Voice {
        let asks = self.scene.find(sentence.tokens.clone(), Class::Petition).is_some();
        if asks { Voice::Requests } else { Voice::Facts }
    }

    fn opens_orders(&self, sentence: &Sentence) -> bool {
        let (scene, tokens) = (self.scene, sentence.tokens.clone());
        let is_open = scene.is_mark(tokens.end - 1, ":");
        let order = order(scene, &tokens).filter(|it| is_open || !scene.has(it.first, Class::Remark));
        let speaks = order.is_some_and(|it| self.speaker.is_frame(scene, tokens.start..it.first));
        let conclusion = scene.find(tokens.clone(), Class::FloorChair);
        let concludes = conclusion.is_some();
        // `Ong A ket luan: Cac thon ra soat ...`: the order follows in the same sentence.
        let is_inline = conclusion.is_some_and(|it| it.first > tokens.start && scene.is_mark(it.end, ":"));
        is_inline || (is_open && (concludes || order.is_some())) || (speaks && self.genre != Genre::Minutes)
    }

    fn news(&mut self, sentence: &Sentence) -> Voice {
        let (scene, tokens) = (self.scene, sentence.tokens.clone());
        if scene.hit(tokens.start, Class::FloorEnd).is_some() && !is_order(scene, self.speaker, sentence) {
            self.floor = Floor::Aside;
            return Voice::Silent;
        }
        if self.chair_takes_floor(&tokens) {
            self.floor = Floor::Chair;
            return Voice::Orders;
        }
        if self.floor != Floor::Chair && self.asks(&tokens) {
            return Voice::Requests;
        }
        if scene.find(tokens.clone(), Class::FloorReport).is_some() && !self.speaker.is_named(scene, tokens.clone()) {
            let opens = scene.find(tokens.start..tokens.end.min(tokens.start + 4), Class::FloorReport).is_some();
            if self.floor != Floor::Chair || (opens && scene.find(tokens, Class::Address).is_some()) {
                self.floor = Floor::Facts;
            }
        }
        match self.floor {
            Floor::Chair => Voice::Orders,
            Floor::Open | Floor::Facts | Floor::Aside => Voice::Facts,
        }
    }

    fn chair_takes_floor(&self, tokens: &Range<usize>) -> bool {
        let scene = self.scene;
        let cue = scene.find(tokens.clone(), Class::FloorChair);
        let concludes = cue.is_some_and(|it| tokens.end - it.end >= 6 || scene.is_mark(tokens.end - 1, ":"));
        if concludes && scene.hit(tokens.start, Class::FloorReport).is_none() {
            return true;
        }
        let order = order(scene, tokens);
        order.is_some_and(|it| {
            let subject = tokens.start..it.first;
            let is_pronoun = is_pronoun(scene, &subject) && self.speaker.is_named(scene, self.before.clone());
            is_pronoun || self.speaker.is_named(scene, subject.clone()) || self.speaker.is_called(scene, subject)
        })
    }

    /// Whether the sentence tells what somebody who does not conclude wants.
    fn asks(&self, tokens: &Range<usize>) -> bool {
        let Some(wish) = self.scene.find(tokens.clone(), Class::Petition) else { return false };
        let before = self.scene.all_hits(tokens.start..wish.first);
        !before.of([Class::Participant, Class::Address, Class::Office, Class::Organ, Class::Level]).is_empty()
    }

    /// Whether somebody orders here; in a list of faults a word of duty does not (`con 46 ho phai o nho`).
    fn orders(&self, sentence: &Sentence) -> bool {
        let is_list = self.announced.is_some() && self.run == Some(Voice::Faults);
        let must = self.scene.find(sentence.tokens.clone(), Class::Must).filter(|_| !is_list);
        must.is_some() || is_framed(self.scene, self.speaker, sentence)
    }

    /// `voice`, unless the sentence turns to what went wrong, or its block already has.
    fn turned(&mut self, voice: Voice, sentence: &Sentence) -> Voice {
        if !matches!(voice, Voice::Facts | Voice::Orders) {
            return voice;
        }
        let is_label =
            self.scene.hit(sentence.tokens.start, Class::FaultTurn).is_some_and(|it| it.row().value(0) == "fixed");
        let orders = voice == Voice::Orders
            && !is_label
            && !announces_faults(self.scene, sentence)
            && (self.orders(sentence) || opens_list_of_orders(self.scene, sentence));
        if orders {
            self.run = None;
            return voice;
        }
        let level = usize::from(self.scene.blocks[sentence.block].level);
        if turns(self.scene, sentence) {
            self.run = Some(Voice::Faults);
            self.announced = self.scene.is_mark(sentence.tokens.end - 1, ":").then_some(level);
        }
        self.run.unwrap_or(voice)
    }
}

/// A form of address alone (`Ba`, `Dong chi`), with nothing but small words of speaking behind it.
fn is_pronoun(scene: &Scene, subject: &Range<usize>) -> bool {
    let address = scene.hit(subject.start, Class::Address);
    address.is_some_and(|it| {
        let is_plain = |at: usize| scene.tokens[at].is_word() && !scene.tokens[at].is_capital();
        subject.end <= it.end + 3 && (it.end..subject.end).all(is_plain)
    })
}

fn is_formula(scene: &Scene, sentence: &Sentence) -> bool {
    let hit = scene.find(sentence.tokens.clone(), Class::Formula);
    hit.is_some_and(|it| it.first == sentence.tokens.start || !sentence.tokens.clone().any(|at| scene.is_mark(at, ";")))
}

fn is_order(scene: &Scene, speaker: &Speaker, sentence: &Sentence) -> bool {
    scene.find(sentence.tokens.clone(), Class::Must).is_some() || is_framed(scene, speaker, sentence)
}

/// Whether a word of order stands behind somebody who gives orders here.
fn is_framed(scene: &Scene, speaker: &Speaker, sentence: &Sentence) -> bool {
    let tokens = sentence.tokens.clone();
    order(scene, &tokens).is_some_and(|it| speaker.is_frame(scene, tokens.start..it.first))
}

/// `Huyen con nhung mat yeu can khac phuc:`, and not `Huyen can khac phuc nhung mat yeu sau:`.
fn announces_faults(scene: &Scene, sentence: &Sentence) -> bool {
    let tokens = sentence.tokens.clone();
    let told = scene.find(tokens.clone(), Class::Announcement);
    let is_ordered = |told: &Hit| scene.find(tokens.start..told.first, Class::Must).is_some();
    let is_list = scene.is_mark(tokens.end - 1, ":") && order(scene, &tokens).is_none();
    is_list && told.is_some_and(|it| !is_ordered(&it))
}

/// `De khac phuc tinh trang tren, UBND tinh yeu cau:`
fn opens_list_of_orders(scene: &Scene, sentence: &Sentence) -> bool {
    scene.is_mark(sentence.tokens.end - 1, ":") && order(scene, &sentence.tokens).is_some()
}

/// Whether a sentence opens with a turn to shortcomings, or names them before a colon.
fn turns(scene: &Scene, sentence: &Sentence) -> bool {
    let tokens = sentence.tokens.clone();
    let opening = tokens.start..tokens.end.min(tokens.start + 3);
    if scene.find(opening, Class::FaultTurn).is_some() {
        return true;
    }
    let colon = tokens.clone().find(|&it| scene.is_mark(it, ":"));
    colon.is_some_and(|it| scene.find(tokens.start..it, Class::FaultTurn).is_some())
}

/// Whether a word of order stands for itself: not within a longer verb, nor within words that order nothing.
pub fn is_order_word(scene: &Scene, order: &Hit) -> bool {
    let is_noun = scene.hit(order.first, Class::NotOrder).is_some_and(|it| it.end > order.end);
    !is_noun && !scene.is_inside_longer(order, Class::Action) && !scene.is_inside_longer(order, Class::NotOrder)
}

/// The first order verb that is not part of another word.
fn order(scene: &Scene, tokens: &Range<usize>) -> Option<Hit> {
    scene.of_class(tokens.clone(), Class::Order).find(|it| is_order_word(scene, it))
}
