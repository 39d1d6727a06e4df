--- a spoken order without a document is a task
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"tham mưu kế hoạch thu hút bác sĩ","lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15"},"due_words":"trước ngày 15/8/2026","deliverable":"kế hoạch thu hút bác sĩ"}
then   task.assigned  {"task":"@T","code":{"year":2026,"n":1},"lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15"},"due_words":{"plain":"trước ngày 15/8/2026"}}

--- codes count up within the year
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T0 {"task":"@T0","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.assign    T {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"}}
then   task.assigned  {"code":{"year":2026,"n":2}}

--- a lead that is not there is refused
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"}}
then   refused unit-unknown {"unit":"@U1"}

--- a coordinating unit that is not there is refused
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","coordinating":["@U2"],"deadline":{"kind":"unset"}}
then   refused unit-unknown {"unit":"@U2"}

--- the lead does not coordinate itself
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","coordinating":["@U1"],"deadline":{"kind":"unset"}}
then   refused lead-coordinates {"unit":"@U1"}

--- a task follows from a conclusion that ended as tasks
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  session.held   S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
given  session.conclusion_recorded S {"n":1,"words":{"plain":"rà soát"},"passage":null,"addressed_to":[],"ending":"tasks"}
given  session.conclusion_recorded S {"n":2,"words":{"plain":"phát huy"},"passage":null,"addressed_to":[],"ending":"guidance"}
given  session.conclusion_recorded S {"n":3,"words":{"plain":"xem xét"},"passage":null,"addressed_to":[],"ending":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":1}}}
then   task.assigned  {"source":{"conclusion":{"session":"@S","n":1}}}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":2}}}
then   refused conclusion-ended {"n":2}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":3}}}
then   refused conclusion-not-ended-as-tasks {"n":3}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":4}}}
then   refused conclusion-unknown {"n":4}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@X","n":1}}}
then   refused session-unknown {"session":"@X"}

--- a task without words is refused
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":" ","lead":"@U1","deadline":{"kind":"standing"}}
then   refused words-missing {"field":"words"}

--- a deadline that says two things is not guessed at, nor a source of another form
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15","due_at":"2026-08-16"}}
then   refused command-unreadable
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusions":{"session":"@S","n":1}}}
then   refused command-unreadable
