--- a session that was held enters with its host and its guests
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Tỉnh ủy"},"kind":"party","level":"province","parent":null,"valid_from_on":null}
when   session.hold      S {"title":"Làm việc với Huyện ủy","held_on":"2026-03-30","mode":"online","host":"@U1","chair":"Vũ Thị Mận"}
then   session.held      {"session":"@S","mode":"online","host":"@U1","chair":{"plain":"Vũ Thị Mận"},"guests":[]}

--- a session of tomorrow was not held
when   session.hold      S {"title":"Làm việc","held_on":"2026-04-01"}
then   refused day-in-future {"day":"2026-04-01"}

--- the day is that of Vietnam
when   session.hold      S {"title":"Làm việc","held_on":"2026-03-31"}
then   session.held      {"held_on":"2026-03-31"}

--- a guest that is not there is refused
when   session.hold      S {"title":"Làm việc","held_on":"2026-03-30","guests":["@U9"]}
then   refused unit-unknown {"unit":"@U9"}

--- a document that is not there is refused
when   session.hold      S {"title":"Làm việc","held_on":"2026-03-30","document":"@D"}
then   refused document-unknown {"document":"@D"}

--- a conclusion keeps what the document calls it
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
when   session.record_conclusion   S {"n":1,"point":"11b","words":"rà soát quỹ đất"}
then   session.conclusion_recorded {"n":1,"point":{"plain":"11b"},"words":{"plain":"rà soát quỹ đất"},"ending":null}
when   session.record_conclusion   S {"n":2,"point":" ","words":"rà soát quỹ đất"}
then   refused words-missing {"field":"point"}

--- a conclusion is recorded open
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
when   session.record_conclusion   S {"n":1,"words":"rà soát quỹ đất"}
then   session.conclusion_recorded {"n":1,"words":{"plain":"rà soát quỹ đất"},"ending":null}

--- a number is taken once
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
given  session.conclusion_recorded S {"n":1,"words":{"plain":"rà soát"},"passage":null,"addressed_to":[],"ending":null}
when   session.record_conclusion   S {"n":1,"words":"rà soát quỹ đất"}
then   refused conclusion-number-taken {"n":1}

--- a passage points into a document that is there
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
when   session.record_conclusion   S {"n":1,"words":"rà soát","passage":{"document":"@D","span":[3,9]}}
then   refused document-unknown {"document":"@D"}

--- a passage does not end before it starts
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
when   session.record_conclusion   S {"n":1,"words":"rà soát","passage":{"document":"@D","span":[9,3]}}
then   refused span-reversed {"start":9,"end":3}

--- a conclusion needs its session
when   session.record_conclusion   S {"n":1,"words":"rà soát"}
then   refused stream-unknown {"stream":"@S"}

--- an open conclusion is ended as guidance
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
given  session.conclusion_recorded S {"n":1,"words":{"plain":"rà soát"},"passage":null,"addressed_to":[],"ending":null}
when   session.end_conclusion      S {"n":1,"ending":"guidance"}
then   session.conclusion_ended    {"n":1,"ending":"guidance"}
when   session.end_conclusion      S {"n":1,"ending":"no_task"}
then   refused conclusion-ended    {"n":1}
when   session.end_conclusion      S {"n":2,"ending":"no_task"}
then   refused conclusion-unknown  {"session":"@S","n":2}

--- words longer than the register takes are refused
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
when   session.record_conclusion   S {"n":1,"words":"letters:20000"}
then   session.conclusion_recorded {"n":1}
when   session.record_conclusion   S {"n":2,"words":"letters:20001"}
then   refused words-too-long {"field":"words","length":20001,"longest":20000}
