//! Who looks, and what for: rights are part of every question and stand before every act.

use crate::error::{Error, Forbidden, NotFound};
use crate::followers::units::{Now, Units};
use crate::known_units::{Known, Named};
use crate::office::Office;
use crate::views::{UnitMention, words};
use base::fold::{collapse, search_key};
use model::access::{Over, may, seen_ranges};
use model::act::{account, matter, session, task, unit};
use model::refusal::{Followed, Refusal};
use model::state::State;
use model::{AccountId, Command, Concurrency, DocumentId, Grant, Role, StreamId, UnitId};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use store::{Answer, LONGEST_BATCH, Order};

/// Somebody who is signed in, with what they may see.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub account: AccountId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub grants: Vec<Grant>,
    /// Where the register ended when they were looked up.
    pub position: u64,
    pub(crate) units: Arc<Units>,
    /// What is seen, as ranges of the tree.
    ranges: Vec<Range<usize>>,
}

impl Viewer {
    /// Whether everything is seen.
    pub fn sees_all(&self) -> bool {
        self.ranges.first().is_some_and(|it| it.start == 0 && it.end == self.units.tree.units().len())
    }

    /// Whether what belongs to `unit` is seen.
    pub fn sees(&self, unit: UnitId) -> bool {
        let at = self.units.tree.range(unit);
        !at.is_empty() && self.ranges.iter().any(|it| it.contains(&at.start))
    }

    /// The units that are seen of `unit`, or of `unit` and everything below it.
    pub fn seen_of(&self, unit: UnitId, is_subtree: bool) -> Vec<UnitId> {
        let tree = &self.units.tree;
        if !is_subtree {
            return if self.sees(unit) { vec![unit] } else { Vec::new() };
        }
        let wanted = tree.range(unit);
        let part =
            |it: &Range<usize>| it.start.max(wanted.start)..it.end.min(wanted.end).max(it.start.max(wanted.start));
        self.ranges.iter().flat_map(|it| &tree.units()[part(it)]).copied().collect()
    }

    /// The uppermost units that are seen and those right below them, at most `most`, each with how far below.
    pub fn uppermost(&self, most: usize) -> Vec<(UnitId, usize)> {
        let tree = &self.units.tree;
        let mut found = Vec::new();
        for range in &self.ranges {
            let (mut at, mut tops) = (range.start, 0..0);
            while at < range.end && found.len() < most {
                let unit = tree.units()[at];
                if tops.contains(&at) {
                    found.push((unit, 1));
                    at = tree.range(unit).end;
                } else {
                    found.push((unit, 0));
                    tops = tree.range(unit);
                    at += 1;
                }
            }
        }
        found
    }

    /// Whether one of these places of the tree is seen; they are in order.
    pub(crate) fn sees_one_of(&self, places: &[usize]) -> bool {
        let first_from = |start: usize| places.get(places.partition_point(|it| *it < start));
        self.ranges.iter().any(|range| first_from(range.start).is_some_and(|it| *it < range.end))
    }

    /// What was there when they were looked up.
    pub(crate) fn now(&self) -> Now {
        Now { units: Arc::clone(&self.units), position: self.position, has_erased: false }
    }

    /// What is seen, as ranges of the tree.
    pub(crate) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// Every unit that is seen, parents before children.
    pub fn seen(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.ranges.iter().flat_map(|it| &self.units.tree.units()[it.clone()]).copied()
    }

    /// The name of a unit; `None` once it was erased.
    pub fn unit_name(&self, unit: UnitId) -> Option<String> {
        self.units.name(unit).flatten().map(str::to_owned)
    }

    /// What a unit is right below, where that is seen.
    pub fn parent_of(&self, unit: UnitId) -> Option<UnitMention> {
        let parent = self.units.rows.get(&unit)?.parent.filter(|it| self.sees(*it))?;
        Some(self.units.mention(parent))
    }

    /// Whether somebody may do `act` about `units`.
    pub fn may(&self, act: &str, units: &[UnitId]) -> bool {
        may(&self.grants, act, units, &self.units.tree)
    }

    /// Whether somebody sees a task of these units.
    pub(crate) fn sees_task(&self, lead: UnitId, coordinating: &[UnitId]) -> bool {
        self.sees_all() || self.sees(lead) || coordinating.iter().any(|it| self.sees(*it))
    }

    /// The names of a few others who may do `act` about `unit`.
    pub(crate) fn others_who_may(&self, act: &str, unit: UnitId) -> Vec<String> {
        const MOST: usize = 5;
        let others = self.units.accounts_by_name.iter().filter(|it| **it != self.account);
        let others = others.filter_map(|it| self.units.accounts.get(it));
        let able = others.filter(|(_, grants)| may(grants, act, &[unit], &self.units.tree));
        able.filter_map(|it| it.0.clone()).take(MOST).collect()
    }

    /// Whether somebody may take a file in: what it holds may concern any unit, so a clerk of one is not enough.
    pub fn may_take_in(&self) -> bool {
        self.may("document.receive", &[]) && self.may("session.hold", &[])
    }

    /// Whether somebody keeps the register of a unit, and takes in what concerns that unit alone.
    pub fn may_take_in_for(&self, unit: UnitId) -> bool {
        self.may("document.receive", &[]) && self.may("session.hold", &[unit])
    }

    /// Whether what waits in a document waits for this one: in the plan of a task of `lead` for whoever keeps the register
    /// nearest to it, in any other document for whoever may take any in.
    pub(crate) fn is_asked(&self, plan_lead: Option<UnitId>) -> bool {
        let Some(lead) = plan_lead else { return self.may_take_in() };
        let above = |it: &UnitId| self.units.rows.get(it)?.parent;
        let mut line = std::iter::successors(Some(lead), above).take(self.units.rows.len());
        let nearest = line.find(|it| self.units.kept_registers.contains(it));
        self.may_take_in_for(lead) && self.grants.iter().any(|it| it.role == Role::Clerk && Some(it.unit) == nearest)
    }

    /// Whether `act` may be done over one of the units the viewer has a role over.
    pub fn may_somewhere(&self, act: &str) -> bool {
        self.grants.iter().any(|it| self.may(act, &[it.unit]))
    }

    /// Whether a role is held, over whatever unit.
    pub fn has_role(&self, role: Role) -> bool {
        self.grants.iter().any(|it| it.role == role)
    }
}

impl Office {
    /// Somebody by their account.
    ///
    /// # Errors
    /// [`Forbidden::AccountUnknown`], [`Error::Store`].
    pub fn viewer(&self, account: AccountId) -> Result<Viewer, Error> {
        let Now { units, position, .. } = self.now()?;
        let Some((name, grants)) = units.accounts.get(&account).cloned() else {
            return Err(Error::Forbidden(Forbidden::AccountUnknown {
                name: account.to_string(),
                known: String::new(),
            }));
        };
        let ranges = seen_ranges(&grants, &units.tree);
        Ok(Viewer { account, name, grants, position, units, ranges })
    }

    /// Whoever sits at the machine itself: they see everything, and act by a name of their own only.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn console_viewer(&self) -> Result<Viewer, Error> {
        let Now { units, position, .. } = self.now()?;
        let everything = 0..units.tree.units().len();
        let account = AccountId(self.new_id());
        Ok(Viewer { account, name: None, grants: Vec::new(), position, ranges: vec![everything], units })
    }

    /// Puts orders of `viewer` into the register if their roles allow each.
    ///
    /// # Errors
    /// [`NotFound::Object`] for what is not seen, as if it were not there; [`Forbidden::Act`]; [`Refusal::BatchTooLong`];
    /// [`Refusal::RootFounded`]; and those of [`Office::submit`].
    pub fn submit_as(&self, viewer: &Viewer, key: String, mut orders: Vec<Order>) -> Result<Answer, Error> {
        if orders.len() > LONGEST_BATCH {
            let refusal = Refusal::BatchTooLong { n_commands: orders.len(), longest: LONGEST_BATCH };
            return Err(Error::Refused(refusal));
        }
        orders.iter_mut().for_each(|it| in_own_name(viewer, &mut it.command));
        let mut hidden = BTreeSet::new();
        for order in &orders {
            self.want_allowed(viewer, order)?;
            self.hide_unseen(viewer, &order.command, &mut hidden)?;
        }
        match self.submit_hiding(viewer.account, key, hidden, orders) {
            Err(Error::Refused(it)) => Err(Error::Refused(self.as_seen(viewer, it)?)),
            done => done,
        }
    }

    /// Gives the account called `name` a role over the unit called `unit`, or over the whole tree.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a name nobody bears, [`Refusal::RoleHeld`], [`Error::Store`].
    pub fn grant(&self, actor: AccountId, name: &str, role: Role, unit: Option<&str>) -> Result<(), Error> {
        let (stream, unit) = self.account_and_unit(name, unit)?;
        self.about_account(actor, stream, account::Command::Grant(account::grant::Grant { role, unit }))
    }

    /// Gives an account, in its own name, a role over the whole tree.
    pub(crate) fn grant_to(&self, account: AccountId, role: Role) -> Result<(), Error> {
        let grant = account::grant::Grant { role, unit: self.root()? };
        self.about_account(account, account, account::Command::Grant(grant))
    }

    /// Takes that role away.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a name nobody bears, [`Refusal::RoleNotHeld`], [`Refusal::LastAdministrator`], [`Error::Store`].
    pub fn withdraw(&self, actor: AccountId, name: &str, role: Role, unit: Option<&str>) -> Result<(), Error> {
        let (stream, unit) = self.account_and_unit(name, unit)?;
        self.about_account(actor, stream, account::Command::Withdraw(account::withdraw::Withdraw { role, unit }))
    }

    fn about_account(&self, actor: AccountId, account: AccountId, command: account::Command) -> Result<(), Error> {
        let order = Order { stream: account.into(), seen: None, command: Command::Account(command) };
        self.submit(actor, self.clock.new_id().to_string(), vec![order]).map(drop)
    }

    fn account_and_unit(&self, name: &str, unit: Option<&str>) -> Result<(AccountId, UnitId), Error> {
        let account = self.account_or_first(name)?;
        let Some(unit) = unit else { return Ok((account, self.root()?)) };
        match self.known_units()?.find(Named { name: unit, on: Some(self.today()), is_bare: false }) {
            Known::One(it) => Ok((account, it)),
            Known::Nobody | Known::Several(_) => {
                Err(Error::NotFound(NotFound::Object { noun: "unit", id: unit.to_owned() }))
            }
        }
    }

    fn want_allowed(&self, viewer: &Viewer, order: &Order) -> Result<(), Error> {
        let act = order.command.info().act;
        let before = match order.command.info().concurrency {
            // Whether the identifier is free, the register says in its turn.
            Concurrency::Begins => None,
            Concurrency::Commutes | Concurrency::NeedsSeen => {
                let state = self.store.stream(self.register()?, order.stream)?.map(|it| it.1);
                match state {
                    Some(state) if self.sees_state(viewer, &state)? => Some(state),
                    _ => return Err(missing(noun_of(act), order.stream)),
                }
            }
        };
        if order.command.info().over == Over::Own {
            let is_own = order.stream == StreamId::from(viewer.account);
            return if is_own { Ok(()) } else { self.account_let_in(viewer, &order.stream.to_string()).map(drop) };
        }
        let named = named_unit(&order.command);
        if let Some(unit) = named.filter(|it| !viewer.sees_all() && !viewer.sees(*it)) {
            return Err(Error::Refused(Refusal::UnitUnknown { unit }));
        }
        // What an act names may be asked for alone: a coordinating unit, a guest answer for themselves.
        let is_alone = order.command.info().over == Over::Named;
        let own = own_unit(before.as_ref()).filter(|_| !is_alone);
        if !viewer.may(act, &own.into_iter().chain(named).collect::<Vec<_>>()) {
            return Err(Error::Forbidden(Forbidden::Act { act }));
        }
        refuse_second_root(viewer, &order.command).map_err(Error::Refused)
    }

    /// Adds to `hidden` what an act names and its author does not see: to them it is not there.
    fn hide_unseen(&self, viewer: &Viewer, command: &Command, hidden: &mut BTreeSet<StreamId>) -> Result<(), Error> {
        if viewer.sees_all() {
            return Ok(());
        }
        // Most of what acts name are units, and those need no question.
        let asked = asked_above(viewer, command);
        let unseen = |it: &StreamId| !viewer.sees(UnitId(*it)) && Some(UnitId(*it)) != asked;
        for stream in command.needs().states.into_iter().filter(unseen) {
            let named = self.store.stream(self.register()?, stream)?;
            if let Some((_, state)) = named
                && !self.sees_state(viewer, &state)?
            {
                hidden.insert(stream);
            }
        }
        Ok(())
    }

    /// A refusal that names nothing which is not seen, and what is seen by its words. That the register has the file cannot
    /// be kept from whoever has it.
    pub(crate) fn as_seen(&self, viewer: &Viewer, refusal: Refusal) -> Result<Refusal, Error> {
        Ok(match refusal {
            Refusal::DocumentKnown { document: Some(it) } if !self.sees(viewer, it.into())? => {
                Refusal::DocumentKnown { document: None }
            }
            Refusal::TellingElsewhere { by, followed } => {
                Refusal::TellingElsewhere { by, followed: self.followed_seen(viewer, &followed)? }
            }
            Refusal::NoticeFollowed(it) => Refusal::NoticeFollowed(self.followed_seen(viewer, &it)?),
            Refusal::ListingTaken(it) => Refusal::ListingTaken(self.followed_seen(viewer, &it)?),
            other => other,
        })
    }

    /// What is followed, as far as `viewer` sees it.
    fn followed_seen(&self, viewer: &Viewer, it: &Followed) -> Result<Followed, Error> {
        let all = self.matters(viewer)?;
        let seen = it.matter.and_then(|it| self.seen_matter(viewer, &all, it));
        Ok(Followed { matter: seen.map(|it| it.id), words: seen.and_then(|it| words(it.words.clone())) })
    }

    /// The stream of a task that `viewer` sees, by its code or its identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn task_stream(&self, viewer: &Viewer, asked: &str) -> Result<StreamId, Error> {
        Ok(self.task_row_seen(viewer, asked)?.id.into())
    }

    /// The account that `viewer` may let in by a code, and whose sessions they may end: all its roles are theirs to give.
    ///
    /// One without a role is let in by whoever opened it, or by an administrator of the whole tree: else whoever administers
    /// a part could sit in an account that is to become more than they are.
    ///
    /// # Errors
    /// [`NotFound::Object`] for one that `viewer` does not see; [`Forbidden::Act`]; [`Error::Store`].
    pub fn account_let_in(&self, viewer: &Viewer, asked: &str) -> Result<AccountId, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "account", id: asked.to_owned() });
        let account: AccountId = asked.parse().map_err(|_| missing())?;
        if !self.sees(viewer, account.into())? {
            return Err(missing());
        }
        let grants = viewer.units.accounts.get(&account).map(|it| it.1.as_slice()).unwrap_or_default();
        let units: Vec<UnitId> = grants.iter().map(|it| it.unit).collect();
        let may = viewer.may("account.grant", &units)
            || (units.is_empty() && viewer.may("account.open", &[]) && self.opener(account)? == Some(viewer.account));
        if may { Ok(account) } else { Err(Error::Forbidden(Forbidden::Act { act: "account.open" })) }
    }

    /// Who opened an account.
    fn opener(&self, account: AccountId) -> Result<Option<AccountId>, Error> {
        Ok(self.store.history(self.register()?, account.into())?.first().map(|it| it.stamp.actor))
    }

    /// Whether somebody sees a document: they received it, it concerns a unit they see, or what becomes of it is theirs to say.
    pub(crate) fn sees_document(&self, viewer: &Viewer, document: DocumentId, by: AccountId) -> Result<bool, Error> {
        if viewer.sees_all() || by == viewer.account {
            return Ok(true);
        }
        Ok(self.documents_concern(viewer, &[document])? == [true] || self.may_decide(viewer, document)?)
    }

    /// Whether somebody sees what a stream is; nobody sees one that is not there.
    pub(crate) fn sees(&self, viewer: &Viewer, stream: StreamId) -> Result<bool, Error> {
        match self.store.stream(self.register()?, stream)? {
            Some((_, state)) => self.sees_state(viewer, &state),
            None => Ok(false),
        }
    }

    /// Whether somebody sees an object.
    pub(crate) fn sees_state(&self, viewer: &Viewer, state: &State) -> Result<bool, Error> {
        if viewer.sees_all() {
            return Ok(true);
        }
        Ok(match state {
            State::Task(it) => viewer.sees_task(it.lead, &it.coordinating),
            State::Unit(it) => viewer.sees(it.id),
            State::Session(it) => it.seen_by().any(|it| viewer.sees(it)),
            State::Document(it) => self.sees_document(viewer, it.id, it.received_by)?,
            State::Account(it) => {
                it.id == viewer.account
                    || (viewer.has_role(Role::Administrator)
                        && (it.grants.is_empty() || it.grants.iter().any(|it| viewer.sees(it.unit))))
            }
            State::Matter(it) => viewer.sees(it.unit) || it.owed_by.is_some_and(|it| viewer.sees(it)),
            State::Mail(_) | State::Register(_) | State::Erasure(_) => false,
        })
    }
}

/// The noun of an act: what is not seen and what is not there are called alike.
fn noun_of(act: &'static str) -> &'static str {
    act.split_once('.').map_or(act, |it| it.0)
}

fn missing(noun: &'static str, stream: StreamId) -> Error {
    Error::NotFound(NotFound::Object { noun, id: stream.to_string() })
}

/// Whoever names themselves as the one who telephoned reports in their own name, and so does not confirm it.
fn in_own_name(viewer: &Viewer, command: &mut Command) {
    let Command::Task(task::Command::ReportDone(report)) = command else { return };
    let key = |it: &String| search_key(&collapse(it));
    if report.by_phone_from.as_ref().map(key) == viewer.name.as_ref().map(key) {
        report.by_phone_from = None;
    }
}

/// Below the root that a register begins with, every unit has a parent: whoever could found another would be above all.
fn refuse_second_root(viewer: &Viewer, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Unit(unit::Command::Found(it)) if it.parent.is_none() && !viewer.units.tree.units().is_empty() => {
            Err(Refusal::RootFounded)
        }
        _ => Ok(()),
    }
}

/// The unit above its own that a unit asks something of: whoever asks need not see it.
fn asked_above(viewer: &Viewer, command: &Command) -> Option<UnitId> {
    let Command::Matter(matter::Command::Begin(it)) = command else { return None };
    it.owed_by.filter(|above| viewer.units.tree.is_within(it.unit, *above))
}

/// The unit an object belongs to, where an act on it asks for a role over one.
fn own_unit(state: Option<&State>) -> Option<UnitId> {
    match state? {
        State::Task(it) => Some(it.lead),
        State::Session(it) => it.host,
        State::Matter(it) => Some(it.unit),
        State::Unit(it) => Some(it.id),
        State::Account(_) | State::Document(_) | State::Erasure(_) | State::Mail(_) | State::Register(_) => None,
    }
}

/// The unit an act names and asks for a role over.
fn named_unit(command: &Command) -> Option<UnitId> {
    match command {
        Command::Task(task::Command::Assign(it)) => Some(it.lead),
        Command::Task(task::Command::CarryOver(it)) => Some(it.lead),
        Command::Task(task::Command::Contribute(it)) => Some(it.unit),
        Command::Task(task::Command::Correct(it)) => it.lead,
        Command::Task(task::Command::Reassign(it)) => Some(it.lead),
        Command::Session(session::Command::Hold(it)) => it.host,
        Command::Session(session::Command::Plan(it)) => Some(it.host),
        Command::Session(session::Command::AskItem(it)) => Some(it.unit),
        Command::Session(session::Command::SendReport(it)) => Some(it.unit),
        Command::Session(session::Command::WithdrawReport(it)) => Some(it.unit),
        Command::Matter(matter::Command::Begin(it)) => Some(it.unit),
        Command::Matter(matter::Command::Answer(it)) => Some(it.unit),
        Command::Unit(unit::Command::Found(it)) => it.parent,
        Command::Unit(unit::Command::MoveBelow(it)) => Some(it.parent),
        Command::Account(account::Command::Grant(it)) => Some(it.unit),
        Command::Account(account::Command::Withdraw(it)) => Some(it.unit),
        Command::Account(_) | Command::Document(_) | Command::Erasure(_) | Command::Unit(_) => None,
        Command::Mail(_) | Command::Matter(_) | Command::Register(_) | Command::Session(_) | Command::Task(_) => None,
    }
}
