//! Calendar feeds: deadlines and sessions in the calendar of a phone, by a secret address, without signing in.
//!
//! A feed shows what whoever has it sees now. Its address is told once, kept as a hash, and can be revoked.

mod ics;

use crate::access::Viewer;
use crate::error::{Denied, Error, Forbidden, NotFound};
use crate::followers::held::Held;
use crate::links::{LinkGate, token};
use crate::messages::{Language, say, text};
use crate::office::Office;
use crate::views::{UnitMention, words};
use ics::{Calendar, utc};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz};
use model::state::{Stage, WorkState};
use model::{AccountId, Role, StreamId, TaskId, UnitId};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::{FeedToken, FormerLeadRow, SessionRow, TaskFilter, TaskRole, TaskRow, TaskStanding, Units};

/// A feed that somebody has.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// By what it is revoked; it opens nothing.
    pub id: String,
    /// Whose deadlines it shows; `None` for those of all units of whoever has it.
    pub unit: Option<UnitMention>,
    pub given_at: Timestamp,
}

/// A feed whose token is told, this once.
#[derive(Clone, Debug, Serialize)]
pub struct GivenFeed {
    pub unit: Option<UnitMention>,
    pub token: String,
}

/// A calendar as it is sent.
#[derive(Clone, Debug)]
pub struct Feed {
    pub body: Arc<str>,
    /// What changes with it.
    pub tag: String,
}

/// The feeds that were made last, as long as nothing is appended.
pub(crate) type Made = Held<(AccountId, Option<UnitId>, Date), Arc<str>>;

/// So many feeds somebody may have.
const MOST_FEEDS: usize = 20;
/// So many tasks of one standing are shown.
const MOST_TASKS: usize = 2_000;
/// What has ended is shown as long as it was due at most so many days ago.
const PAST_DAYS: i32 = 92;
/// What a token of a feed is hashed for.
const PURPOSE: &str = "bamsat calendar feed";

impl Office {
    /// The feeds of `viewer`, the oldest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn feeds(&self, viewer: &Viewer) -> Result<Vec<FeedView>, Error> {
        let feeds = self.store.feeds_of(self.register()?, viewer.account)?;
        let unit = |it: UnitId| viewer.units.mention(it);
        Ok(feeds
            .into_iter()
            .map(|it| FeedView { id: it.token, unit: it.unit.map(unit), given_at: it.given_at })
            .collect())
    }

    /// Gives `viewer` a feed of their own units, or of one that they see.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a unit that is not seen; [`Forbidden::Denied`] where there are too many; [`Error::Store`].
    pub fn give_feed(&self, viewer: &Viewer, unit: Option<&str>) -> Result<GivenFeed, Error> {
        let missing = |it: &str| Error::NotFound(NotFound::Object { noun: "unit", id: it.to_owned() });
        let seen = |it: &str| it.parse().ok().filter(|it| viewer.sees(*it)).ok_or_else(|| missing(it));
        let unit = unit.map(seen).transpose()?;
        let register = self.register()?;
        if self.store.feeds_of(register, viewer.account)?.len() >= MOST_FEEDS {
            return Err(Error::Refused(model::Refusal::FeedsTooMany { most: MOST_FEEDS }));
        }
        let token = token::of(self.clock.draw());
        let hash = token::hash(&token, PURPOSE).expect("invariant: what was made is a token");
        let given_at = self.clock.now();
        self.store.keep_feed(register, &FeedToken { token: hash, account: viewer.account, unit, given_at })?;
        Ok(GivenFeed { unit: unit.map(|it| viewer.units.mention(it)), token })
    }

    /// Revokes a feed of `viewer`: it opens nothing from this moment on.
    ///
    /// # Errors
    /// [`NotFound::Link`] where there is none; [`Error::Store`].
    pub fn revoke_feed(&self, viewer: &Viewer, id: &str) -> Result<(), Error> {
        match self.store.forget_feed(self.register()?, viewer.account, id)? {
            true => Ok(()),
            false => Err(Error::NotFound(NotFound::Link)),
        }
    }

    /// The calendar that `token` opens for whoever comes from `address`.
    ///
    /// # Errors
    /// [`NotFound::Link`] for every token that opens nothing; [`Denied::TooManyTries`]; [`Error::Store`].
    pub fn feed(&self, asked: &str, address: &str) -> Result<Feed, Error> {
        let opened = self.opened_feed(asked)?;
        let key = opened.as_ref().map_or(address, |it| &it.token);
        let is_known = opened.is_some();
        if let Some(wait_seconds) = LinkGate::wait(&self.links, is_known, key, self.clock.now()) {
            return Err(Error::Forbidden(Forbidden::Denied(Denied::TooManyTries { wait_seconds })));
        }
        let feed = opened.ok_or(Error::NotFound(NotFound::Link))?;
        let viewer = self.viewer(feed.account)?;
        let (today, unit) = (self.today(), feed.unit.filter(|it| viewer.sees(*it)));
        if feed.unit != unit {
            return Err(Error::NotFound(NotFound::Link));
        }
        let key = (feed.account, unit, today);
        let body = self.feeds_made.get(viewer.position, key, || self.write_feed(&viewer, unit, today))?;
        let tag = format!("\"{}\"", &blake3::hash(body.as_bytes()).to_hex()[..32]);
        Ok(Feed { body, tag })
    }

    fn opened_feed(&self, asked: &str) -> Result<Option<FeedToken>, Error> {
        let Some((hash, register)) = token::hash(asked, PURPOSE).zip(self.founded()?) else { return Ok(None) };
        Ok(self.store.feed_of_token(register, &hash)?)
    }

    fn write_feed(&self, viewer: &Viewer, unit: Option<UnitId>, today: Date) -> Result<Arc<str>, Error> {
        let register = self.register()?;
        let language = self.mail_to(viewer.account)?.map_or(Language::Vietnamese, |it| it.language());
        let units: BTreeSet<UnitId> = match unit {
            Some(unit) => [unit].into(),
            None => viewer.grants.iter().filter(|it| it.role != Role::Administrator).map(|it| it.unit).collect(),
        };
        let tasks = self.tasks_of_feed(viewer, &units, today)?;
        let from_on = today.saturating_sub(PAST_DAYS.days());
        // Of a draft only its host knows.
        let concerns =
            |it: &SessionRow| it.stage != Stage::Draft && it.host.iter().chain(&it.guests).any(|it| units.contains(it));
        let sessions = self.store.sessions(register)?;
        let sessions: Vec<SessionRow> =
            sessions.into_iter().filter(|it| it.held_on >= from_on && concerns(it)).collect();
        let former = self.led_before(viewer, &units, &tasks, from_on)?;
        let streams = tasks.iter().map(|it| it.id.into()).chain(sessions.iter().map(|it| it.id.into()));
        let streams: Vec<StreamId> = streams.chain(former.iter().map(|it| it.task.into())).collect();
        let versions = self.store.versions(register, &streams)?;
        let name = match unit.and_then(|it| viewer.unit_name(it)) {
            Some(unit) => say(language, "feed-name-of", &[("unit", unit.into())]),
            None => text(language, "feed-name").to_owned(),
        };
        let server = self.public_address();
        let mut writing = Writing { language, viewer, versions, server, calendar: Calendar::new(&name) };
        tasks.iter().for_each(|it| writing.task(it));
        former.iter().for_each(|it| writing.former(it));
        sessions.into_iter().for_each(|it| writing.session(it));
        Ok(writing.calendar.finish().into())
    }

    /// What these units led of late and others lead now: a calendar that showed it is told so.
    fn led_before(
        &self,
        viewer: &Viewer,
        units: &BTreeSet<UnitId>,
        tasks: &[Arc<TaskRow>],
        from_on: Date,
    ) -> Result<Vec<FormerLeadRow>, Error> {
        let mut told: BTreeSet<TaskId> = tasks.iter().map(|it| it.id).collect();
        let mut former = Vec::new();
        for unit in units.iter().copied().filter(|it| viewer.sees(*it)) {
            let led = self.store.led_before(self.register()?, unit, from_on, MOST_TASKS)?;
            former.extend(led.into_iter().filter(|it| it.due_on.is_some() && told.insert(it.task)));
        }
        Ok(former)
    }

    /// The tasks with a day that these units lead: those that are open or rest, and those that ended of late.
    fn tasks_of_feed(
        &self,
        viewer: &Viewer,
        units: &BTreeSet<UnitId>,
        today: Date,
    ) -> Result<Vec<Arc<TaskRow>>, Error> {
        let seen: Vec<UnitId> = units.iter().copied().filter(|it| viewer.sees(*it)).collect();
        let from_on = today.saturating_sub(PAST_DAYS.days());
        let states = [
            (TaskStanding::Open, None),
            (TaskStanding::Suspended, None),
            (TaskStanding::Completed, Some(from_on)),
            (TaskStanding::Terminated, Some(from_on)),
        ];
        let mut tasks = Vec::new();
        for (state, due_from_on) in states {
            let filter = TaskFilter {
                role: Some(TaskRole::Lead),
                due_from_on,
                ..TaskFilter::new(Units::These(seen.clone()), state)
            };
            let (mut after, mut n) = (None, 0);
            while n < MOST_TASKS {
                let page = self.store.task_page(self.register()?, &filter, after, 200)?;
                n += page.tasks.len().max(1);
                tasks.extend(page.tasks.into_iter().filter(|it| it.deadline.due_on().is_some()));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        tasks.sort_by_key(|it| it.code);
        Ok(tasks)
    }
}

/// A feed while it is written.
struct Writing<'a> {
    language: Language,
    viewer: &'a Viewer,
    versions: HashMap<StreamId, (u64, Timestamp)>,
    server: Option<String>,
    calendar: Calendar,
}

impl Writing<'_> {
    /// A deadline: as a task for calendars that know tasks, and as a day for those that do not.
    fn task(&mut self, task: &TaskRow) {
        let Some(due_on) = task.deadline.due_on() else { return };
        let words = task.words.words().unwrap_or(text(self.language, "erased"));
        let key = if task.work == WorkState::Completed { "feed-done" } else { "feed-due" };
        let summary = say(self.language, key, &[("words", words.into())]);
        let unit = self.viewer.unit_name(task.lead).unwrap_or_default();
        let told = say(self.language, "feed-told", &[("code", task.code.to_string().into()), ("unit", unit.into())]);
        let stamp = self.stamp(task.id.into());
        let path = format!("/tasks/{}", task.code);
        let calendar = &mut self.calendar;
        calendar.begin("VTODO", &format!("task-{}-todo@bamsat", task.id), stamp);
        calendar.day("DUE", due_on);
        match task.work {
            WorkState::Completed => {
                calendar.line("STATUS", "COMPLETED");
                calendar.line("PERCENT-COMPLETE", "100");
                calendar.line("COMPLETED", &utc(stamp.1));
            }
            WorkState::Terminated => calendar.line("STATUS", "CANCELLED"),
            WorkState::InProgress | WorkState::AwaitingConfirmation => calendar.line("STATUS", "IN-PROCESS"),
            WorkState::NotStarted | WorkState::Suspended => calendar.line("STATUS", "NEEDS-ACTION"),
        }
        tell(calendar, &summary, &told, self.server.as_deref(), &path);
        calendar.end("VTODO");
        calendar.begin("VEVENT", &format!("task-{}@bamsat", task.id), stamp);
        whole_day(calendar, due_on);
        calendar.line(
            "STATUS",
            match task.work {
                WorkState::Terminated => "CANCELLED",
                WorkState::Suspended => "TENTATIVE",
                _ => "CONFIRMED",
            },
        );
        tell(calendar, &summary, &told, self.server.as_deref(), &path);
        calendar.end("VEVENT");
    }

    /// A deadline that is another unit's now: only that it went there is told, not what became of it.
    fn former(&mut self, it: &FormerLeadRow) {
        let Some(due_on) = it.due_on else { return };
        let told = say(self.language, "feed-moved", &[("code", it.code.to_string().into())]);
        let stamp = self.stamp(it.task.into());
        let calendar = &mut self.calendar;
        calendar.begin("VTODO", &format!("task-{}-todo@bamsat", it.task), stamp);
        calendar.day("DUE", due_on);
        calendar.line("STATUS", "CANCELLED");
        calendar.text("SUMMARY", &told);
        calendar.end("VTODO");
        calendar.begin("VEVENT", &format!("task-{}@bamsat", it.task), stamp);
        whole_day(calendar, due_on);
        calendar.line("STATUS", "CANCELLED");
        calendar.text("SUMMARY", &told);
        calendar.end("VEVENT");
    }

    fn session(&mut self, session: SessionRow) {
        let stamp = self.stamp(session.id.into());
        let title = words(session.title).unwrap_or_else(|| text(self.language, "erased").to_owned());
        let names =
            |some: &[UnitId]| some.iter().filter_map(|it| self.viewer.unit_name(*it)).collect::<Vec<_>>().join("; ");
        let told = [("invite-host", names(session.host.as_slice())), ("invite-guests", names(&session.guests))];
        let told = told.into_iter().filter(|it| !it.1.is_empty());
        let told: Vec<String> = told.map(|(key, names)| say(self.language, key, &[("value", names.into())])).collect();
        let calendar = &mut self.calendar;
        calendar.begin("VEVENT", &format!("session-{}@bamsat", session.id), stamp);
        match session.hour.map(|it| tz::offset(7).to_timestamp(session.held_on.to_datetime(it))) {
            Some(Ok(begins_at)) => calendar.line("DTSTART", &utc(begins_at)),
            _ => whole_day(calendar, session.held_on),
        }
        if let Some(venue) = session.venue.and_then(words) {
            calendar.text("LOCATION", &venue);
        }
        calendar.line("STATUS", if session.stage == Stage::CalledOff { "CANCELLED" } else { "CONFIRMED" });
        tell(calendar, &title, &told.join("\n"), self.server.as_deref(), &format!("/sessions/{}", session.id));
        calendar.end("VEVENT");
    }

    /// How often a thing was changed since it began, and when the last time.
    fn stamp(&self, stream: StreamId) -> (u64, Timestamp) {
        self.versions.get(&stream).map_or((0, Timestamp::UNIX_EPOCH), |it| (it.0.saturating_sub(1), it.1))
    }
}

fn whole_day(calendar: &mut Calendar, day: Date) {
    calendar.day("DTSTART", day);
    calendar.day("DTEND", day.tomorrow().unwrap_or(day));
    calendar.line("TRANSP", "TRANSPARENT");
}

/// What it is, more of it, and where it stands.
fn tell(calendar: &mut Calendar, summary: &str, told: &str, server: Option<&str>, path: &str) {
    calendar.text("SUMMARY", summary);
    calendar.text("DESCRIPTION", told);
    if let Some(server) = server {
        calendar.line("URL", &format!("{server}{path}"));
    }
}
