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

--- a name put right stays one name
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"So Y te"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   unit.rename       U1 {"name":"Sở Y tế"}
then   unit.renamed      {"name":{"plain":"Sở Y tế"},"valid_from_on":null,"basis":null}

--- a unit bears another name from a day on
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   unit.rename       U1 {"name":"Sở Y tế và Dân số","valid_from_on":"2025-03-01","basis":"Nghị quyết 12/NQ-HĐND"}
then   unit.renamed      {"valid_from_on":"2025-03-01","basis":{"plain":"Nghị quyết 12/NQ-HĐND"}}

--- a name that begins later than today is refused
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   unit.rename       U1 {"name":"Sở Y tế và Dân số","valid_from_on":"2099-01-01"}
then   refused day-in-future {"day":"2099-01-01"}

--- a name does not begin before the one it follows
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.renamed      U1 {"name":{"plain":"Sở Y tế và Dân số"},"valid_from_on":"2025-03-01","basis":null}
when   unit.rename       U1 {"name":"Sở Y tế","valid_from_on":"2025-02-28"}
then   refused unit-day-too-early {"begun_on":"2025-03-01"}

--- one resolution renames a unit and moves it from the same day
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.founded      U3 {"unit":"@U3","name":{"plain":"Trung tâm Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.rename       U3 {"name":"Trung tâm Kiểm soát bệnh tật","valid_from_on":"2025-07-01"}
when   unit.move_below   U3 {"parent":"@U2","valid_from_on":"2025-07-01"}
then   unit.moved_below  {"parent":"@U2","valid_from_on":"2025-07-01"}

--- a blank name is refused
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   unit.rename       U1 {"name":"  "}
then   refused words-missing {"field":"name"}

--- a unit moves below another one
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.founded      U3 {"unit":"@U3","name":{"plain":"Trung tâm Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.move_below   U3 {"parent":"@U2","valid_from_on":"2025-07-01"}
then   unit.moved_below  {"parent":"@U2","valid_from_on":"2025-07-01","basis":null}

--- the root stays where it is
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.move_below   U1 {"parent":"@U2"}
then   refused root-stays

--- nothing moves to where it is
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.move_below   U2 {"parent":"@U1"}
then   refused nothing-corrected

--- nothing moves below itself
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.move_below   U2 {"parent":"@U2"}
then   refused unit-own-parent {"unit":"@U2"}

--- nothing moves below what stands below it, however far
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.founded      U3 {"unit":"@U3","name":{"plain":"Trung tâm Y tế"},"kind":"state","level":"province","parent":"@U2","valid_from_on":null}
given  unit.founded      U4 {"unit":"@U4","name":{"plain":"Trạm Y tế"},"kind":"state","level":"province","parent":"@U3","valid_from_on":null}
when   unit.move_below   U2 {"parent":"@U4"}
then   refused unit-below-itself {"unit":"@U2"}

--- of two that move below each other the second is refused
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.founded      U3 {"unit":"@U3","name":{"plain":"Sở Giáo dục"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.moved_below  U2 {"parent":"@U3","valid_from_on":null,"basis":null}
when   unit.move_below   U3 {"parent":"@U2"}
then   refused unit-below-itself {"unit":"@U3"}

--- a circle that is there already holds nobody up
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.founded      U3 {"unit":"@U3","name":{"plain":"Sở Giáo dục"},"kind":"state","level":"province","parent":"@U2","valid_from_on":null}
given  unit.founded      U4 {"unit":"@U4","name":{"plain":"Sở Nội vụ"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
given  unit.moved_below  U2 {"parent":"@U3","valid_from_on":null,"basis":null}
when   unit.move_below   U4 {"parent":"@U2"}
then   unit.moved_below  {"parent":"@U2"}

--- nothing moves below what is not there
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh Hải Sơn"},"kind":"area","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":"@U1","valid_from_on":null}
when   unit.move_below   U2 {"parent":"@U9"}
then   refused unit-unknown {"unit":"@U9"}

--- a command with a field nobody knows is not guessed at
when   unit.found      U1 {"name":"Sở Y tế","kind":"state","level":"province","nmae":"Sở Y Tế"}
then   refused command-unreadable
