//! The office: the use-case object that every door opens. It holds the store, the files and the clock.

use crate::arrivals::Hall;
use crate::budget;
use crate::clock::Clock;
use crate::desk;
use crate::error::{Error, Forbidden, NotFound};
use crate::evidence::{Owner, Room, refuse_by_link};
use crate::feeds;
use crate::followers::held::AllHeld;
use crate::followers::mentions::Mentions;
use crate::followers::moved::Moved;
use crate::followers::rate_columns::RatesFollower;
use crate::followers::sources::Sources;
use crate::followers::units::{Now, Units, UnitsFollower};
use crate::followers::waiting::Waiting;
use crate::known_units::{KnownUnits, UnitName, name_key};
use crate::last_read::LastRead;
use crate::links::LinkGate;
use crate::matters::Told;
use crate::meetings::refuse_what_follows;
use crate::open_drafts::OpenDraftView;
use crate::outbox::Outbox;
use crate::saved_filters;
use crate::sign_in::Gate;
use crate::views::words;
use crate::views::{DocumentView, OfferedUnits, SessionSaid, SessionTask, SessionView};
use jiff::Timestamp;
use jiff::civil::Date;
use model::act::{account, register, unit};
use model::refusal::wanted_words;
use model::state::{Level, State, TaskCode, UnitKind};
use model::{AccountId, Command, Refusal, RegisterId, StreamId, TaskId, UnitId, day_in_vietnam};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::{Answer, Files, Order, Place, Store, Submission, Text, UnitRow};

/// Where an office keeps its register and its files.
#[derive(Clone, Debug)]
pub struct Location {
    /// The folder of the files, and of the register where there is no other database.
    pub data: PathBuf,
    /// A PostgreSQL address.
    pub database: Option<String>,
}

impl Location {
    fn sqlite_file(&self) -> PathBuf {
        self.data.join("register.sqlite")
    }

    fn place(&self) -> Place {
        match &self.database {
            Some(url) => Place::Postgres(url.clone()),
            None => Place::Sqlite(self.sqlite_file()),
        }
    }

    /// That no register is here. The address of a database may hold a password, so it is not told.
    fn without_register(&self) -> Error {
        let place = match &self.database {
            Some(_) => "PostgreSQL".to_owned(),
            None => self.data.display().to_string(),
        };
        Error::NotFound(NotFound::Register { place })
    }

    /// Whether a register may be there. A database elsewhere is asked only when it is opened.
    pub fn may_exist(&self) -> bool {
        self.database.is_some() || self.sqlite_file().try_exists().unwrap_or(true)
    }
}

/// The office.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) files: Files,
    /// Files on their way in, as long as they wait.
    pub(crate) waiting_files: Files,
    pub(crate) hall: Hall,
    pub(crate) clock: Clock,
    location: Location,
    unnamed_root: String,
    pub(crate) gate: Gate,
    /// Asked of the store until there is one: it never changes afterwards.
    founded: OnceLock<RegisterId>,
    units: UnitsFollower,
    /// The units that bear the names, as they were read last.
    named_units: Mutex<Option<(Arc<Units>, Arc<KnownUnits>)>>,
    pub(crate) unit_options: OfferedUnits,
    pub(crate) mentions: Mentions,
    pub(crate) waiting: Waiting,
    pub(crate) rate_columns: RatesFollower,
    /// Where in the tree the units stand that a document or a session concerns, in order.
    pub(crate) concerns: Sources<Arc<[usize]>>,
    /// Documents and sessions as lists show them.
    pub(crate) documents_listed: Sources<Arc<DocumentView>>,
    pub(crate) sessions_listed: Sources<Arc<SessionView>>,
    /// What waits in each document.
    pub(crate) drafts: Sources<Arc<[OpenDraftView]>>,
    /// What was said in each session, and the tasks that follow from it.
    pub(crate) session_said: Sources<Arc<SessionSaid>>,
    pub(crate) session_tasks: Sources<Arc<[SessionTask]>>,
    /// What each session and each document tells of limitations and petitions.
    pub(crate) told: Sources<Arc<Told>>,
    pub(crate) held: AllHeld,
    pub(crate) moved: Moved,
    pub(crate) saved_filters: saved_filters::Known,
    pub(crate) room: Room,
    pub(crate) links: LinkGate,
    pub(crate) feeds_made: feeds::Made,
    public_address: OnceLock<String>,
    pub(crate) outbox: Outbox,
    pub(crate) desks: desk::Live,
    pub(crate) last_proposed: desk::Last<desk::RestsOn, desk::Proposed>,
    pub(crate) last_desks: desk::Last<desk::SeenOn, Arc<desk::DeskView>>,
    pub(crate) last_read: LastRead,
}

impl Office {
    /// Opens the office at `location`, and makes the database where there is none.
    ///
    /// `rehearse_at` gives a rehearsal its instant; `unnamed_root` is what the root of a new tree is called.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn open(location: &Location, rehearse_at: Option<Timestamp>, unnamed_root: &str) -> Result<Office, Error> {
        if location.database.is_none() {
            store::make_folder(&location.data)?;
        }
        Office::with(location, Store::open(&location.place())?, rehearse_at, unnamed_root)
    }

    /// Opens the office only to read, and only if a register is there: nothing is made, nothing is changed.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn open_if_there(location: &Location, rehearse_at: Option<Timestamp>) -> Result<Option<Office>, Error> {
        let Some(store) = Store::open_existing(&location.place())? else { return Ok(None) };
        let office = Office::with(location, store, rehearse_at, "")?;
        Ok(office.founded()?.map(|_| office))
    }

    /// Opens the office only to read, where a register has to be.
    ///
    /// # Errors
    /// [`NotFound::Register`] where there is none; [`Error::Store`].
    pub fn open_existing(location: &Location, rehearse_at: Option<Timestamp>) -> Result<Office, Error> {
        Office::open_if_there(location, rehearse_at)?.ok_or_else(|| location.without_register())
    }

    /// Opens the office to write, but only where a register is: none is made.
    ///
    /// # Errors
    /// [`NotFound::Register`] where there is none; [`Error::Store`].
    pub fn open_to_write(location: &Location, rehearse_at: Option<Timestamp>) -> Result<Office, Error> {
        match Office::open_existing(location, rehearse_at) {
            // An older version made it: opening it to write brings it to today's form.
            Err(Error::Store(it)) if it.is_older() => {}
            looked => drop(looked?),
        }
        Office::open(location, rehearse_at, "")
    }

    fn with(location: &Location, store: Store, at: Option<Timestamp>, unnamed_root: &str) -> Result<Office, Error> {
        let head = match store.register()? {
            Some(register) => store.head(register)?.map(|it| it.to_string()),
            None => None,
        };
        let clock = match at {
            Some(at) => Clock::rehearsal(at, head.as_deref().unwrap_or("")),
            None => Clock::System,
        };
        let files = Files::new(location.data.join("files"));
        let waiting_files = Files::new(location.data.join("waiting"));
        let (location, unnamed_root) = (location.clone(), unnamed_root.to_owned());
        Ok(Office {
            store,
            files,
            waiting_files,
            hall: Hall::default(),
            clock,
            location,
            unnamed_root,
            gate: Gate::default(),
            founded: OnceLock::new(),
            units: UnitsFollower::default(),
            named_units: Mutex::default(),
            unit_options: OfferedUnits::default(),
            mentions: Mentions::default(),
            waiting: Waiting::default(),
            rate_columns: RatesFollower::default(),
            concerns: Sources::new(budget::CONCERNS, |it| it.len()),
            documents_listed: Sources::new(budget::DOCUMENTS_LISTED, |_| 1),
            sessions_listed: Sources::new(budget::SESSIONS_LISTED, |_| 1),
            drafts: Sources::new(budget::DRAFTS, |it| it.len()),
            session_said: Sources::new(budget::CONCLUSIONS, |it| it.weight()),
            held: AllHeld::default(),
            moved: Moved::default(),
            session_tasks: Sources::new(budget::SESSION_TASKS, |it| it.len()),
            told: Sources::new(budget::TOLD, |it| it.n_bytes()),
            saved_filters: saved_filters::Known::default(),
            room: Room::default(),
            links: LinkGate::default(),
            public_address: OnceLock::new(),
            outbox: Outbox::default(),
            feeds_made: feeds::Made::default(),
            desks: desk::Live::default(),
            last_proposed: desk::Last::new(budget::PROPOSED),
            last_desks: desk::Last::new(budget::DESKS),
            last_read: LastRead::default(),
        })
    }

    /// The register; `None` before its first entry.
    pub(crate) fn founded(&self) -> Result<Option<RegisterId>, Error> {
        if let Some(register) = self.founded.get() {
            return Ok(Some(*register));
        }
        let found = self.store.register()?;
        Ok(found.map(|it| *self.founded.get_or_init(|| it)))
    }

    /// The register.
    pub(crate) fn register(&self) -> Result<RegisterId, Error> {
        self.founded()?.ok_or_else(|| self.location.without_register())
    }

    /// Position and hash of the last entry, as it is printed.
    ///
    /// # Errors
    /// [`NotFound::Register`], [`Error::Store`].
    pub fn head(&self) -> Result<String, Error> {
        let head = self.store.head(self.register()?)?;
        head.map(|it| it.to_string()).ok_or_else(|| self.location.without_register())
    }

    /// The account of this name; on an empty register it is the first, and the register is founded with it.
    ///
    /// # Errors
    /// [`Forbidden::AccountUnknown`], [`Refusal::RehearsalDiffers`], [`Error::Store`].
    pub fn account_or_first(&self, name: &str) -> Result<AccountId, Error> {
        let Some(register) = self.founded()? else { return self.found(name) };
        self.check_rehearsal(register)?;
        let accounts = self.store.accounts(register)?;
        let named =
            accounts.iter().find(|it| matches!(&it.name, Text::Words(words) if name_key(words) == name_key(name)));
        named.map(|it| it.id).ok_or_else(|| {
            let known = accounts.iter().filter_map(|it| it.name.words()).collect::<Vec<_>>().join(", ");
            Error::Forbidden(Forbidden::AccountUnknown { name: name.to_owned(), known })
        })
    }

    /// Opens an account for somebody else. A name that somebody bears is not given twice.
    ///
    /// # Errors
    /// [`Refusal::AccountNameTaken`], [`Refusal::WordsMissing`], [`Error::Store`].
    pub fn open_account(&self, actor: AccountId, name: &str) -> Result<AccountId, Error> {
        let account = AccountId(self.clock.new_id());
        let open = account::open::Open { name: name.to_owned() };
        let order = begin(account.into(), Command::Account(account::Command::Open(open)));
        self.submit(actor, self.clock.new_id().to_string(), vec![order])?;
        Ok(account)
    }

    /// A rehearsal goes into a rehearsal register, real work into a real one.
    fn check_rehearsal(&self, register: RegisterId) -> Result<(), Error> {
        let state = self.store.stream(register, register.into())?;
        match state {
            Some((_, State::Register(it))) if it.is_rehearsal != self.clock.is_rehearsal() => {
                Err(Error::Refused(Refusal::RehearsalDiffers { is_rehearsal: it.is_rehearsal }))
            }
            _ => Ok(()),
        }
    }

    /// Founds the register with its first account and the root of its tree.
    fn found(&self, name: &str) -> Result<AccountId, Error> {
        let register = RegisterId(self.clock.new_id());
        let actor = AccountId(self.clock.new_id());
        let root = unit::found::Found {
            name: self.unnamed_root.clone(),
            kind: UnitKind::Other,
            level: Level::Unknown,
            parent: None,
            valid_from_on: None,
            passage: None,
        };
        let found = register::found::Found { is_rehearsal: self.clock.is_rehearsal(), is_alone: true };
        let open = account::open::Open { name: name.to_owned() };
        let orders = vec![
            begin(register.into(), Command::Register(register::Command::Found(found))),
            begin(actor.into(), Command::Account(account::Command::Open(open))),
            begin(self.clock.new_id(), Command::Unit(unit::Command::Found(root))),
        ];
        let submission = self.submission(register, actor, "found".to_owned(), orders);
        match self.store.submit(submission) {
            Ok(_) => Ok(actor),
            // Somebody founded it in the same instant: theirs stands.
            Err(store::Failure::Refused { refusal: Refusal::RegisterFounded, .. }) => self.account_or_first(name),
            Err(failure) => Err(failure.into()),
        }
    }

    pub(crate) fn submission(
        &self,
        register: RegisterId,
        actor: AccountId,
        key: String,
        orders: Vec<Order>,
    ) -> Submission {
        Submission {
            register,
            actor,
            at: self.clock.now(),
            key,
            drawn_from: None,
            hidden: BTreeSet::new(),
            salt_seed: self.clock.draw(),
            orders,
            following: Vec::new(),
        }
    }

    /// Puts orders into the register, all or none of them. The same `key` again gives the first answer.
    ///
    /// # Errors
    /// [`Refusal::FileErasedApart`] for the erasure of a file, [`Refusal::LastAccount`], [`Refusal::AccountNameTaken`],
    /// [`Refusal::LastAdministrator`], and those of the acts; [`Error::Store`].
    pub fn submit(&self, actor: AccountId, key: String, orders: Vec<Order>) -> Result<Answer, Error> {
        self.submit_hiding(actor, key, BTreeSet::new(), orders)
    }

    /// The same for somebody to whom the streams `hidden` are not there.
    pub(crate) fn submit_hiding(
        &self,
        actor: AccountId,
        key: String,
        hidden: BTreeSet<StreamId>,
        orders: Vec<Order>,
    ) -> Result<Answer, Error> {
        self.refuse_erasures(&orders)?;
        refuse_by_link(&orders)?;
        refuse_what_follows(&orders)?;
        let orders = self.with_venues(orders)?;
        self.with_evidence(Owner::Account(actor), orders, |office, orders| {
            office.submit_looking(Submission { hidden, ..office.submission(office.register()?, actor, key, orders) })
        })
    }

    /// Puts orders into the register that rest on all of it, as it stood at the position `drawn_from`.
    pub(crate) fn submit_drawn(
        &self,
        actor: AccountId,
        key: String,
        drawn_from: Option<u64>,
        orders: Vec<Order>,
    ) -> Result<Answer, Error> {
        let submission = self.submission(self.register()?, actor, key, orders);
        Ok(self.store.submit(Submission { drawn_from, ..submission })?)
    }

    /// The root of the tree: the unit without a parent that was founded first.
    pub(crate) fn root(&self) -> Result<UnitId, Error> {
        let units = self.store.units(self.register()?)?;
        let root = units.iter().find(|it| it.parent.is_none()).map(|it| it.id);
        root.ok_or(Error::NotFound(NotFound::Object { noun: "unit", id: String::new() }))
    }

    /// The day it is, in Vietnam.
    pub fn today(&self) -> Date {
        day_in_vietnam(self.clock.now())
    }

    /// How others reach the register, where that was told.
    pub(crate) fn public_address(&self) -> Option<String> {
        self.public_address.get().cloned()
    }

    /// Tells how others reach the register.
    pub fn reached_at(&self, address: String) {
        let _ = self.public_address.set(address);
    }

    /// The folder of everything that is not in the database.
    pub(crate) fn data_folder(&self) -> &Path {
        &self.location.data
    }

    /// Keeps a search index beside the files from now on, where the register is founded; for whoever serves many.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn follow(&self) -> Result<(), Error> {
        Ok(self.store.follow_for_search(&self.location.data.join("search.sqlite"))?)
    }

    /// Says from now on what goes wrong while nobody asks.
    pub fn tell_faults(&self, tell: impl Fn(&str) + Send + Sync + 'static) {
        self.store.tell_faults(tell);
    }

    /// The units and accounts as they are now.
    pub(crate) fn units_now(&self) -> Result<Arc<Units>, Error> {
        Ok(self.now()?.units)
    }

    /// The same, and where the register ends.
    pub(crate) fn now(&self) -> Result<Now, Error> {
        let now = self.units.get(&self.store, self.register()?)?;
        if now.has_erased {
            self.mentions.forget();
        }
        Ok(now)
    }

    /// The units of the register by name; none before it is founded.
    pub(crate) fn known_units(&self) -> Result<Arc<KnownUnits>, Error> {
        let Some(register) = self.founded()? else { return Ok(Arc::default()) };
        let now = self.units_now()?;
        let mut named = self.named_units.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = named.as_ref().filter(|it| Arc::ptr_eq(&it.0, &now)) {
            return Ok(Arc::clone(known));
        }
        let versions = self.store.units(register)?;
        let parent = |it: Option<UnitId>| now.name(it?).flatten().map(str::to_owned);
        let name = |it: UnitRow| {
            let (parent, name) = (parent(it.parent), words(it.name)?);
            Some(UnitName { unit: it.id, name, parent, from_on: it.valid_from_on, until_on: it.valid_until_on })
        };
        let known = Arc::new(KnownUnits::new(versions.into_iter().filter_map(name).collect()));
        *named = Some((now, Arc::clone(&known)));
        Ok(known)
    }

    /// Whether the root still has the name that a register begins with.
    pub(crate) fn is_unnamed(&self, name: &str) -> bool {
        name == self.unnamed_root
    }

    pub(crate) fn task_code(&self, task: TaskId) -> Result<TaskCode, Error> {
        match self.store.stream(self.register()?, task.into())? {
            Some((_, State::Task(it))) => Ok(it.code),
            _ => Err(Error::NotFound(NotFound::Object { noun: "task", id: task.to_string() })),
        }
    }
}

/// An order that begins a stream.
fn begin(stream: StreamId, command: Command) -> Order {
    Order { stream, seen: None, command }
}

/// Refuses a name nobody can bear, before an office is opened in it and something is made.
///
/// # Errors
/// [`Refusal::WordsMissing`], [`Refusal::WordsTooLong`].
pub fn refuse_blank_name(by: &str) -> Result<(), Refusal> {
    wanted_words("name", by.to_owned()).map(drop)
}
