-- How accounts prove who they are, outside the chain: it can be changed, forgotten and erased.
CREATE TABLE credential (
    register {{TEXT}} NOT NULL,
    account {{TEXT}} NOT NULL,
    password {{TEXT}},
    code {{TEXT}},
    code_expires_at {{TEXT}},
    changed_at {{TEXT}} NOT NULL,
    PRIMARY KEY (register, account)
);

-- Browsers and clients that are signed in. The token itself is kept nowhere.
CREATE TABLE browser_session (
    register {{TEXT}} NOT NULL,
    token {{TEXT}} NOT NULL,
    account {{TEXT}} NOT NULL,
    opened_at {{TEXT}} NOT NULL,
    expires_at {{TEXT}} NOT NULL,
    seen_at {{TEXT}} NOT NULL,
    label {{TEXT}} NOT NULL,
    PRIMARY KEY (register, token)
);
CREATE INDEX browser_session_account ON browser_session (register, account);
