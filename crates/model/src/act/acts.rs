//! The two lists: `acts!` of one stream, `streams!` of all. They list, they do not think.

/// Lists the acts of one stream: file, command, its wire name, event, its wire name and version, concurrency,
/// and who may do it: over which unit, in which roles.
macro_rules! acts {
    ($($file:ident: $command:ident $act:literal => $event:ident $name:literal $version:literal, $concurrency:ident,
        $over:ident [$($role:ident),*];)*) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command { $($command($file::$command)),* }

        #[derive(Clone, Debug, PartialEq)]
        pub enum Event { $($event($file::$event)),* }

        pub(super) const ACTS: &[crate::ActInfo] = &[$(crate::ActInfo {
            act: $act, event: $name, body_version: $version, concurrency: crate::Concurrency::$concurrency,
            over: crate::access::Over::$over, roles: &[$(crate::Role::$role),*],
        }),*];

        use crate::act::{Decide as _, Fold as _};

        impl Command {
            pub(super) fn decode(act: &str, body: serde_json::Value) -> Option<Result<Command, serde_json::Error>> {
                match act { $($act => Some(serde_json::from_value(body).map(Command::$command)),)* _ => None }
            }
            pub(super) fn fields(act: &str) -> &'static [&'static str] {
                match act { $($act => crate::act::fields::fields_of::<$file::$command>(),)* _ => &[] }
            }
            pub(super) fn info(&self) -> crate::ActInfo {
                ACTS.iter().copied().find(|it| match self { $(Command::$command(_) => it.act == $act),* })
                    .expect("invariant: every command is in its list")
            }
            pub(super) fn body(&self) -> serde_json::Result<serde_json::Value> {
                match self { $(Command::$command(it) => serde_json::to_value(it)),* }
            }
            pub(super) fn needs(&self) -> crate::Needs {
                match self { $(Command::$command(it) => it.needs()),* }
            }
            pub(super) fn decide(self, before: Option<&State>, scene: &crate::Scene) -> Result<Event, crate::Refusal> {
                match self { $(Command::$command(it) => it.decide(before, scene).map(Event::$event)),* }
            }
        }

        impl Event {
            pub(super) fn decode(kind: &str, version: u32, body: serde_json::Value) -> Option<Event> {
                match kind {
                    $($name => {
                        let body = if version == $version { body } else { $file::$event::upcast(version, body)? };
                        serde_json::from_value(body).ok().map(Event::$event)
                    })*
                    _ => None,
                }
            }
            pub(super) fn info(&self) -> crate::ActInfo {
                ACTS.iter().copied().find(|it| match self { $(Event::$event(_) => it.event == $name),* })
                    .expect("invariant: every event is in its list")
            }
            pub(super) fn body(&self) -> serde_json::Result<serde_json::Value> {
                match self { $(Event::$event(it) => serde_json::to_value(it)),* }
            }
            pub(super) fn fold(self, before: Option<State>, stamp: &crate::Stamp) -> Option<State> {
                match self { $(Event::$event(it) => it.fold(before, stamp)),* }
            }
            pub(super) fn erases(&self) -> &[crate::Seal] {
                match self { $(Event::$event(it) => it.erases()),* }
            }
            pub(super) fn recognises(&self) -> Option<&crate::Words> {
                match self { $(Event::$event(it) => it.recognises()),* }
            }
            pub(super) fn told(&self) -> Option<&crate::Words> {
                match self { $(Event::$event(it) => it.told()),* }
            }
            pub(super) fn evidence(&self) -> &[crate::state::Evidence] {
                match self { $(Event::$event(it) => it.evidence()),* }
            }
            pub(super) fn via(&self) -> Option<&crate::state::Via> {
                match self { $(Event::$event(it) => it.via()),* }
            }
        }
    };
}

/// Lists the streams: the enums that the store and every door handle.
macro_rules! streams {
    ($($noun:ident: $module:ident,)*) => {
        /// What somebody wants to do, whatever it is about.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command { $($noun($module::Command)),* }

        /// What has happened, whatever it is about.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event { $($noun($module::Event)),* }

        /// Every act there is, stream by stream.
        pub fn registry() -> impl Iterator<Item = &'static ActInfo> {
            [$($module::ACTS),*].into_iter().flatten()
        }

        impl Command {
            /// Reads a command from its wire name and body.
            ///
            /// # Errors
            /// [`Refusal::CommandUnreadable`] for an unknown name or a body of another form.
            pub fn decode(act: &str, body: Value) -> Result<Command, Refusal> {
                let unreadable = |because: String| Refusal::CommandUnreadable { because };
                $(if act.split('.').next() == Some(stringify!($module)) {
                    return match $module::Command::decode(act, body) {
                        Some(read) => read.map(Command::$noun).map_err(|it| unreadable(it.to_string())),
                        None => Err(unreadable(format!("no act is called {act}"))),
                    };
                })*
                Err(unreadable(format!("no act is called {act}")))
            }
            /// The names of the fields of an act's body, in their order; none for an act that is not there.
            pub fn fields(act: &str) -> &'static [&'static str] {
                $(if act.split('.').next() == Some(stringify!($module)) {
                    return $module::Command::fields(act);
                })*
                &[]
            }
            /// Its line in the registry.
            pub fn info(&self) -> ActInfo {
                match self { $(Command::$noun(it) => it.info()),* }
            }
            /// The body as it goes over the wire.
            ///
            /// # Errors
            /// Never for the commands listed here; the signature is that of the serialiser.
            pub fn body(&self) -> serde_json::Result<Value> {
                match self { $(Command::$noun(it) => it.body()),* }
            }
            /// What the rule looks at outside its own stream.
            pub fn needs(&self) -> Needs {
                match self { $(Command::$noun(it) => it.needs()),* }
            }
            /// The event, or the lawful "no".
            ///
            /// # Errors
            /// The refusals of the act; [`Refusal::StreamExists`] and [`Refusal::StreamUnknown`] for all.
            pub fn decide(self, before: Option<&State>, scene: &Scene) -> Result<Event, Refusal> {
                check_stream(self.info().concurrency, before, scene.stream)?;
                match (self, before) {
                    $((Command::$noun(it), None) => it.decide(None, scene).map(Event::$noun),
                    (Command::$noun(it), Some(State::$noun(state))) => it.decide(Some(state), scene).map(Event::$noun),)*
                    _ => Err(Refusal::StreamUnknown { stream: scene.stream }),
                }
            }
        }

        impl Event {
            /// Reads an event from its kind, the version of its body, and the body; `None` if no such was ever written.
            pub fn decode(kind: &str, version: u32, body: Value) -> Option<Event> {
                $(if kind.split('.').next() == Some(stringify!($module)) {
                    return $module::Event::decode(kind, version, body).map(Event::$noun);
                })*
                None
            }
            /// Its line in the registry.
            pub fn info(&self) -> ActInfo {
                match self { $(Event::$noun(it) => it.info()),* }
            }
            /// The body as it is stored, its words plain or sealed as they are.
            ///
            /// # Errors
            /// Never for the events listed here; the signature is that of the serialiser.
            pub fn body(&self) -> serde_json::Result<Value> {
                match self { $(Event::$noun(it) => it.body()),* }
            }
            /// The state after the event; `None` where it cannot follow `before`.
            pub fn fold(self, before: Option<State>, stamp: &Stamp) -> Option<State> {
                match (self, before) {
                    $((Event::$noun(it), None) => it.fold(None, stamp).map(State::$noun),
                    (Event::$noun(it), Some(State::$noun(state))) => it.fold(Some(state), stamp).map(State::$noun),)*
                    _ => None,
                }
            }
            /// Seals whose text and salt must be erased for good.
            pub fn erases(&self) -> &[Seal] {
                match self { $(Event::$noun(it) => it.erases()),* }
            }
            /// The hash of a file that is to be recognised when it comes again.
            pub fn recognises(&self) -> Option<&Words> {
                match self { $(Event::$noun(it) => it.recognises()),* }
            }
            /// What a time line tells of it, in the words of whoever did it.
            pub fn told(&self) -> Option<&Words> {
                match self { $(Event::$noun(it) => it.told()),* }
            }
            /// The files that came with it.
            pub fn evidence(&self) -> &[Evidence] {
                match self { $(Event::$noun(it) => it.evidence()),* }
            }
            /// How it came, where whoever did it did not speak for themselves.
            pub fn via(&self) -> Option<&Via> {
                match self { $(Event::$noun(it) => it.via()),* }
            }
        }
    };
}
