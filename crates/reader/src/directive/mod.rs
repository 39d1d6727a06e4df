//! Passages that order something: one directive per action, with lead, partners, deadline and class.

mod class;
mod clear;
mod deliverable;
mod opening;
mod segment;
mod table;
mod topic;

use std::ops::Range;

use crate::address::Addressee;
use crate::block::{Block, BlockKind, Sentence};
use crate::clause;
use crate::consistency;
use crate::content::Ground;
use crate::date::{Anchor, Tense};
use crate::deadline::{self, Deadline};
use crate::discourse::{Genre, Voice};
use crate::lexicon::{Class, Phrase, is_plural};
use crate::point;
use crate::reading::{Clear, Directive, DirectiveClass, Doubt, DoubtKind, Note, NoteKind, Reading};
use crate::scene::Scene;

use opening::{Opened, Opener};
pub use table::{Charged, charged, due_of_cell};

/// What the rule found, beside the doubts and notes that belong to it.
#[derive(Debug, Default)]
pub struct Found {
    pub directives: Vec<Directive>,
    pub notes: Vec<Note>,
    pub doubts: Vec<Doubt>,
    /// The tokens of each directive, in order: what other rules must not take for facts.
    pub tokens: Vec<Range<usize>>,
}

/// All directives of the scene.
pub fn find(scene: &Scene, reading: &Reading, ground: &Ground) -> Found {
    let anchor = Anchor { on: anchor_on(scene, reading), tense: Tense::Future };
    let mut walk = Walk {
        scene,
        ground,
        anchor,
        is_stamped_urgent: clear::is_stamped_urgent(scene),
        leads: Leads::default(),
        points: point::points(scene),
        topic: None,
        found: Found::default(),
    };
    let mut entered = 0;
    for (sentence, voice) in scene.sentences.iter().zip(&ground.discourse.voices) {
        while entered <= sentence.block {
            walk.leads.enter(&scene.blocks[entered]);
            walk.topic = None;
            entered += 1;
        }
        if voice.may_order() {
            walk.sentence(sentence, *voice);
        }
    }
    walk.tables();
    walk.found
}

fn anchor_on(scene: &Scene, reading: &Reading) -> Option<jiff::civil::Date> {
    let session = reading.session.as_ref().and_then(|it| it.date);
    session.or_else(|| reading.document.as_ref().and_then(|it| it.date)).or(scene.frame.dated_on)
}

/// Who was last spoken to, by block and by level of the list.
#[derive(Debug, Default)]
struct Leads {
    /// Of headings and items that opened a deeper list.
    by_level: [Option<Lead>; 9],
    last: Option<Lead>,
    level: u8,
    is_new_block: bool,
    is_below: bool,
    reach: Reach,
}

/// Where the lead in force was told, as the clause that names none sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reach {
    /// In a sentence before: that it still holds is a guess.
    #[default]
    Before,
    /// In this sentence.
    Sentence,
    /// At the head of the list that this is an item of.
    List,
}

#[derive(Clone, Debug)]
struct Lead {
    names: Vec<String>,
    tokens: Range<usize>,
}

impl Leads {
    fn enter(&mut self, block: &Block) {
        self.is_new_block = true;
        // A plain paragraph below a heading belongs to it.
        self.is_below = block.kind == BlockKind::Heading || (self.is_below && block.level == 0);
        self.level = if block.level == 0 && self.is_below { 8 } else { block.level.min(8) };
        if self.level == 0 || self.level == 8 {
            self.by_level[0] = None;
        }
        // What is said to somebody ends with its numbered point.
        if block.is_numbered() {
            self.last = None;
        }
        if matches!(block.kind, BlockKind::Heading | BlockKind::Item) {
            self.by_level[usize::from(self.level)..].fill(None);
        }
    }

    fn set(&mut self, addressee: &Addressee) {
        let lead = Lead { names: addressee.names.clone(), tokens: addressee.first..addressee.end };
        if self.level > 0 && self.by_level[usize::from(self.level)].is_none() {
            self.by_level[usize::from(self.level)] = Some(lead.clone());
        }
        self.told(lead);
    }

    fn told(&mut self, lead: Lead) {
        self.last = Some(lead);
        self.reach = Reach::Sentence;
        self.is_new_block = false;
    }

    fn enter_sentence(&mut self) {
        if self.reach == Reach::Sentence {
            self.reach = Reach::Before;
        }
    }

    /// The paragraph only names who is spoken to in the list below it.
    fn head(&mut self) {
        if self.level == 0 || self.level == 8 {
            self.by_level[0].clone_from(&self.last);
        }
    }

    /// Whether a heading or item in force names an addressee for the list here.
    fn is_listed(&self) -> bool {
        self.by_level[..usize::from(self.level)].iter().any(Option::is_some)
    }

    /// The lead of a clause that names none.
    fn inherited(&mut self) -> Option<Lead> {
        let listed = self.by_level[..usize::from(self.level)].iter().rev().find_map(Clone::clone);
        if self.is_new_block && self.level > 0 && listed.is_some() {
            self.last.clone_from(&listed);
            self.reach = Reach::List;
        } else if self.is_new_block {
            self.reach = Reach::Before;
        }
        self.is_new_block = false;
        self.last.clone()
    }
}

struct Walk<'a> {
    scene: &'a Scene<'a>,
    ground: &'a Ground<'a>,
    anchor: Anchor,
    is_stamped_urgent: bool,
    leads: Leads,
    /// What each block is called by the document.
    points: Vec<Option<String>>,
    /// What the paragraph is about.
    topic: Option<Range<usize>>,
    found: Found,
}

impl Walk<'_> {
    fn sentence(&mut self, sentence: &Sentence, voice: Voice) {
        if self.dates_last(sentence) {
            return;
        }
        self.leads.enter_sentence();
        let is_own = matches!(self.ground.discourse.genre, Genre::Report | Genre::Plan);
        if is_own && self.leads.is_new_block && self.leads.level > 0 {
            self.leads.last = None;
        }
        if sentence.tokens.start == self.scene.blocks[sentence.block].body {
            self.topic = topic::of_paragraph(self.scene, sentence.tokens.clone());
        }
        let is_listed = self.leads.is_listed() && sentence.tokens.start == self.scene.blocks[sentence.block].body;
        let opener = Opener {
            scene: self.scene,
            roll: self.ground.roll,
            speaker: self.ground.speaker,
            voice,
            is_listed,
            anchor: self.anchor,
        };
        let is_title = self.scene.blocks[sentence.block].kind == BlockKind::Heading;
        let mut before_opened =
            voice == Voice::Tasks || sentence.tokens.start == self.scene.blocks[sentence.block].body;
        let mut topic = self.topic.clone();
        for (n, clause) in clause::semicolons(self.scene, sentence.tokens.clone()).into_iter().enumerate() {
            let opened = opener.open(clause.clone(), n == 0, before_opened);
            match opened.filter(|it| !is_title || it.addressee.is_some()) {
                Some(opened) => {
                    before_opened = true;
                    topic = opened.topic.clone().or(topic);
                    let opened = Opened { topic: topic.clone(), ..opened };
                    self.opened(&opened, clause.end, sentence);
                }
                None => before_opened = n > 0 && before_opened,
            }
        }
    }

    fn opened(&mut self, opened: &Opened, end: usize, sentence: &Sentence) {
        if let Some(addressee) = &opened.addressee {
            self.leads.set(addressee);
        }
        if opened.is_header {
            self.leads.head();
            return;
        }
        let inherited = opened.addressee.is_none();
        for act in segment::acts(self.scene, self.ground.roll, opened, end) {
            if let Some(addressee) = &act.addressee {
                self.leads.set(addressee);
            }
            if let Some(delegate) = &act.delegate {
                self.leads.told(Lead { names: delegate.names.clone(), tokens: delegate.first..delegate.end });
            }
            let names_itself =
                act.delegate.is_some() || act.addressee.is_some() || (!inherited && act.tokens.start <= opened.verb);
            self.push(&act, opened, names_itself, sentence);
        }
    }

    fn push(&mut self, act: &segment::Act, opened: &Opened, names_itself: bool, sentence: &Sentence) {
        let span = self.scene.text.trimmed(self.scene.span(act.tokens.clone()));
        if span.is_empty() {
            return;
        }
        let source = self.scene.text.to_source(span);
        let lead = self.leads.inherited();
        let led = || opened.due.and_then(|it| deadline::at(self.scene, it, opened.start, self.anchor));
        let deadline = deadline::find(self.scene, act.tokens.clone(), self.anchor).or_else(led);
        let (names, is_told) = self.names(lead.as_ref());
        let inside = deadline.as_ref().map(|it| it.tokens.start).filter(|it| act.tokens.contains(it));
        let until = inside.unwrap_or(act.tokens.end);
        let product = deliverable::find(self.scene, act.tokens.clone(), until);
        let charged = lead.as_ref().map(|it| it.tokens.clone());
        let topic = opened.topic.clone().filter(|it| it.end <= act.tokens.start);
        let directive = Directive {
            text: self.scene.printed(span),
            lead: names,
            with: act.partners.clone(),
            due: None,
            due_text: None,
            due_rule: None,
            class: Some(class::class(self.scene, act, deadline.as_ref())),
            deliverable: product.map(|it| self.scene.words(self.scene.span(it))),
            missing: Vec::new(),
            field: self.ground.fields.told(self.scene, act.tokens.clone(), charged, sentence),
            is_urgent: self.is_stamped_urgent || clear::is_urgent(self.scene, act),
            point: self.points[sentence.block].clone(),
            topic: topic.map(|it| self.scene.printed(self.scene.span(it))),
            span: source,
            verb: self.scene.text.to_source(self.scene.span(act.verb.clone())),
            rule: opened.rule,
        };
        let mut directive = match &deadline {
            Some(deadline) => self.dated(directive, deadline),
            None => directive,
        };
        directive.missing = clear::missing(self.scene, act, &directive);
        self.remark(&directive, lead.as_ref().filter(|_| is_told && !names_itself), deadline.as_ref());
        self.found.directives.push(directive);
        self.found.tokens.push(act.tokens.clone());
    }

    fn dated(&self, directive: Directive, deadline: &Deadline) -> Directive {
        Directive {
            due: deadline.rule.and_then(|it| it.due()).map(|it| it.to_string()),
            due_text: Some(self.scene.printed(self.scene.span(deadline.tokens.clone()))),
            due_rule: deadline.rule,
            ..directive
        }
    }

    /// `Thoi han hoan thanh: 30/11.`: a sentence that only dates the order before it in its block.
    fn dates_last(&mut self, sentence: &Sentence) -> bool {
        let block = &self.scene.blocks[sentence.block].tokens;
        let last = self.found.tokens.last().filter(|it| block.contains(&it.start));
        let is_open = last.is_some() && self.found.directives.last().is_some_and(|it| it.due_text.is_none());
        let found = if is_open {
            deadline::at(self.scene, sentence.tokens.start, sentence.tokens.end, self.anchor)
        } else {
            None
        };
        let Some(deadline) = found.filter(|it| it.tokens.end + 1 >= sentence.tokens.end) else { return false };
        let Some(directive) = self.found.directives.pop() else { return false };
        let mut directive = Directive { class: Some(DirectiveClass::Task), ..self.dated(directive, &deadline) };
        clear::mend_dated(&mut directive);
        self.remark_due(&directive, &deadline);
        self.found.directives.push(directive);
        true
    }

    /// The names charged; without any, the organ that reports its own tasks or the guest of the session.
    fn names(&self, lead: Option<&Lead>) -> (Vec<String>, bool) {
        if let Some(lead) = lead {
            return (lead.names.clone(), true);
        }
        let own = matches!(self.ground.discourse.genre, Genre::Report | Genre::Plan);
        let names = match (&self.ground.roll.issuer, own) {
            (Some(issuer), true) => vec![issuer.clone()],
            _ => self.ground.roll.guests.clone(),
        };
        (names, false)
    }

    fn remark(&mut self, directive: &Directive, inherited: Option<&Lead>, deadline: Option<&Deadline>) {
        let source = |tokens: Range<usize>| self.scene.text.to_source(self.scene.span(tokens));
        if let Some(lead) = inherited {
            let spans = vec![directive.span, source(lead.tokens.clone())];
            self.found.notes.push(Note { kind: NoteKind::InheritedLead, text: lead.names.join("; "), spans });
            if self.leads.reach == Reach::Before {
                let (kind, text) = (DoubtKind::LeadFromBefore, lead.names.join("; "));
                self.found.doubts.push(Doubt { kind, text, spans: vec![directive.span] });
            }
        }
        if directive.lead.is_empty() {
            let doubt = Doubt { kind: DoubtKind::NoLead, text: directive.text.clone(), spans: vec![directive.span] };
            self.found.doubts.push(doubt);
        } else if directive.missing.contains(&Clear::Responsibility)
            && directive.lead.iter().all(|it| is_collective(it))
        {
            let text = directive.lead.join("; ");
            self.found.doubts.push(Doubt { kind: DoubtKind::CollectiveLead, text, spans: vec![directive.span] });
        }
        if let Some(deadline) = deadline {
            self.remark_due(directive, deadline);
        }
    }

    fn remark_due(&mut self, directive: &Directive, deadline: &Deadline) {
        let source = |tokens: Range<usize>| self.scene.text.to_source(self.scene.span(tokens));
        let (text, spans) = (directive.due_text.clone().unwrap_or_default(), vec![source(deadline.tokens.clone())]);
        if deadline.is_impossible {
            self.found.doubts.push(Doubt { kind: DoubtKind::ImpossibleDate, text, spans });
            return;
        }
        let due_on = deadline.rule.and_then(|it| it.due_on());
        if due_on.zip(self.anchor.on).is_some_and(|(due, on)| due < on) {
            let mut spans = spans.clone();
            spans.extend(self.anchor.on.and_then(|it| consistency::place_of(self.scene, it)).map(source));
            let text = text.clone();
            self.found.doubts.push(Doubt { kind: DoubtKind::DueBeforeDocument, text, spans });
        }
        if deadline.is_year_assumed {
            self.found.notes.push(Note { kind: NoteKind::AssumedYear, text, spans });
        }
    }
}

/// A name that begins with a small letter, or speaks of several by their kind, stands for many.
fn is_collective(name: &str) -> bool {
    is_plural(name)
        || !name.contains(char::is_alphanumeric)
        || name.starts_with(char::is_lowercase) && !Phrase::from(name.to_owned()).opens_with(Class::Level)
}
