--- a letter is decided once for a person, a day and a kind, and sent once
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
when   mail.decide     M {"account":"@A","on":"2026-03-31","mail":"digest","tasks":["@T"]}
then   mail.due        {"id":"@M","account":"@A","on":"2026-03-31","mail":"digest","tasks":["@T"]}
when   mail.decide     M {"account":"@A","on":"2026-03-31","mail":"digest","tasks":[]}
then   refused stream-exists
when   mail.record_sent M {"tasks":["@T"]}
then   mail.sent       {"tasks":["@T"]}
when   mail.record_sent M {"tasks":["@T"]}
then   refused mail-sent
when   mail.hold_back  M {"because":"chờ lãnh đạo xem"}
then   refused mail-sent
when   mail.release    M {}
then   refused mail-sent

--- nobody is written to who has no account
when   mail.decide     M {"account":"@A","on":"2026-03-31","mail":"urgent","tasks":[]}
then   refused stream-unknown

--- a letter that is held back waits until it is let go
given  mail.due        M {"id":"@M","account":"@A","on":"2026-03-31","mail":"digest","tasks":[]}
when   mail.release    M {}
then   refused mail-not-held-back
when   mail.hold_back  M {"because":" "}
then   refused words-missing {"field":"because"}
when   mail.hold_back  M {"because":"hội nghị toàn huyện"}
then   mail.held_back  {"because":{"plain":"hội nghị toàn huyện"}}
when   mail.hold_back  M {"because":"hội nghị"}
then   refused mail-held-back
when   mail.release    M {}
then   mail.released

--- a letter that went out in the moment in which it was held back was sent
given  mail.due        M {"id":"@M","account":"@A","on":"2026-03-31","mail":"digest","tasks":[]}
given  mail.held_back  M {"because":{"plain":"hội nghị"}}
when   mail.record_sent M {"tasks":[]}
then   mail.sent
