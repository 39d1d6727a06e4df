-- Letters on their way, outside the chain: how often each was tried, and what the mail server said. A letter is handed
-- over by one node at a time; where that was begun and nothing was recorded, nobody knows whether it arrived.
CREATE TABLE mail_try (
    register {{TEXT}} NOT NULL,
    mail {{TEXT}} NOT NULL,
    n_tries BIGINT NOT NULL,
    is_handing BIGINT NOT NULL,
    tried_at {{TEXT}} NOT NULL,
    next_at {{TEXT}},
    because {{TEXT}},
    PRIMARY KEY (register, mail)
);
-- What opens the calendar feeds of accounts, outside the chain. The token itself is kept nowhere.
CREATE TABLE feed_token (
    register {{TEXT}} NOT NULL,
    token {{TEXT}} NOT NULL,
    account {{TEXT}} NOT NULL,
    unit {{TEXT}},
    given_at {{TEXT}} NOT NULL,
    PRIMARY KEY (register, token)
);
CREATE INDEX feed_token_account ON feed_token (register, account);
