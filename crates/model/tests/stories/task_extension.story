--- an extension is asked for once, and granted by another one with the day asked for; the first day stays
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.extension_asked T {"until_on":"2026-05-15","because":{"plain":"chờ ý kiến sở"}} by=officer
when   task.ask_extension T {"until_on":"2026-06-15","because":"chờ thêm"}
then   refused extension-awaits {"until_on":"2026-05-15","asked_on":"2026-03-31"}
when   task.grant_extension T {"words":"đồng ý"}
then   task.extension_granted {"until_on":"2026-05-15","words":{"plain":"đồng ý"}}
when   task.grant_extension T
then   refused extension-not-asked
when   task.refuse_extension T {"because":"chậm nhiều lần"}
then   refused extension-not-asked
when   task.ask_extension T {"until_on":"2026-05-15","because":"chờ thêm"}
then   refused extension-not-later {"due_on":"2026-05-15"}
when   task.ask_extension T {"until_on":"2026-05-16","because":"chờ thêm"}
then   task.extension_asked {"until_on":"2026-05-16"}

--- whoever decides may give another day, but none that is no extension
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.extension_asked T {"until_on":"2026-05-15","because":{"plain":"chờ ý kiến sở"}} by=officer
when   task.grant_extension T {"until_on":"2026-04-15"}
then   refused extension-not-later {"due_on":"2026-04-15"}
when   task.grant_extension T {"until_on":"2026-04-30"}
then   task.extension_granted {"until_on":"2026-04-30","words":null}

--- whoever asked does not decide
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
when   task.ask_extension T {"until_on":"2026-05-15","because":" "}
then   refused words-missing {"field":"because"}
when   task.ask_extension T {"until_on":"2026-05-15","because":"chờ ý kiến sở"}
then   task.extension_asked {"because":{"plain":"chờ ý kiến sở"}}
when   task.grant_extension T
then   refused asker-decides
when   task.refuse_extension T {"because":"chậm nhiều lần"}
then   refused asker-decides

--- what was refused may be asked for again
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.extension_asked T {"until_on":"2026-05-15","because":{"plain":"chờ ý kiến sở"}} by=officer
when   task.refuse_extension T {"because":" "}
then   refused words-missing {"field":"because"}
when   task.refuse_extension T {"because":"chậm nhiều lần"}
then   task.extension_refused {"because":{"plain":"chậm nhiều lần"}}
when   task.ask_extension T {"until_on":"2026-05-01","because":"chờ thêm"}
then   task.extension_asked

--- an extension is asked for after the day has passed as well, but never until a day that has
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-03-15"},"due_words":null,"deliverable":null}
when   task.ask_extension T {"until_on":"2026-03-30","because":"chờ ý kiến sở"}
then   refused day-past {"day":"2026-03-30"}
when   task.ask_extension T {"until_on":"2026-03-31","because":"chờ ý kiến sở"}
then   task.extension_asked

--- without a fixed day there is nothing to extend
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"standing"},"due_words":null,"deliverable":null}
when   task.ask_extension T {"until_on":"2026-05-15","because":"chờ ý kiến sở"}
then   refused deadline-without-day

--- what is reported as done needs no extension; what was asked for before is still decided
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.extension_asked T {"until_on":"2026-05-15","because":{"plain":"chờ ý kiến sở"}} by=officer
given  task.done_reported T {"words":{"plain":"đã trình"},"done_on":"2026-03-31"} by=officer
when   task.ask_extension T {"until_on":"2026-05-15","because":"chờ ý kiến sở"}
then   refused done-reported {"done_on":"2026-03-31"}
when   task.grant_extension T
then   task.extension_granted {"until_on":"2026-05-15"}
when   task.confirm T
then   task.confirmed
when   task.ask_extension T {"until_on":"2026-06-15","because":"chờ ý kiến sở"}
then   refused task-ended {"state":"completed"}
when   task.grant_extension T
then   refused task-ended {"state":"completed"}
when   task.refuse_extension T {"because":"chậm"}
then   refused task-ended {"state":"completed"}

--- another lead asks for itself
given  unit.founded   U2 {"unit":"@U2","name":{"plain":"Sở Tài chính"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.extension_asked T {"until_on":"2026-05-15","because":{"plain":"chờ ý kiến sở"}} by=officer
when   task.correct T {"lead":"@U2","because":"ghi nhầm"}
then   task.corrected
when   task.grant_extension T
then   refused extension-not-asked
