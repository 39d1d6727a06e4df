--- the root has no parent
when   unit.found        U1 {"name":"Tỉnh Hải Sơn","kind":"area","level":"province"}
then   unit.founded      {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"parent":null,"valid_from_on":null}

--- a unit stands below one that is there
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
when   unit.found        U2 {"name":"Sở Y tế","kind":"state","level":"province","parent":"@U1"}
then   unit.founded      {"parent":"@U1","level":"province"}

--- a parent that is not there is refused
when   unit.found        U2 {"name":"Sở Y tế","kind":"state","level":"province","parent":"@U1"}
then   refused unit-unknown {"unit":"@U1"}

--- a unit is not its own parent
when   unit.found        U2 {"name":"Sở Y tế","kind":"state","level":"province","parent":"@U2"}
then   refused unit-own-parent {"unit":"@U2"}

--- a unit is founded once
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
when   unit.found        U1 {"name":"Sở Y tế","kind":"state","level":"province"}
then   refused stream-exists {"stream":"@U1"}

--- a level nobody knows is unreadable
when   unit.found        U1 {"name":"Sở Y tế","kind":"state","level":"galaxy"}
then   refused command-unreadable

--- a unit is named in a document that is there
when   unit.found      U1 {"name":"Sở Y tế","kind":"state","level":"province","passage":{"document":"@D","span":[3,9]}}
then   refused document-unknown {"document":"@D"}

--- the place where a unit is named does not end before it starts
when   unit.found      U1 {"name":"Sở Y tế","kind":"state","level":"province","passage":{"document":"@D","span":[9,3]}}
then   refused span-reversed {"start":9,"end":3}

--- a command with a field nobody knows is not guessed at
when   unit.found      U1 {"name":"Sở Y tế","kind":"state","level":"province","nmae":"Sở Y Tế"}
then   refused command-unreadable
