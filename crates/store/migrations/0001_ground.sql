-- What cannot be derived: the ledger, the erasable tables beside it, and its head.
CREATE TABLE entry (
    register {{TEXT}} NOT NULL,
    position BIGINT NOT NULL,
    stream {{TEXT}} NOT NULL,
    version BIGINT NOT NULL,
    kind {{TEXT}} NOT NULL,
    actor {{TEXT}} NOT NULL,
    at {{TEXT}} NOT NULL,
    hash {{TEXT}} NOT NULL,
    text {{TEXT}} NOT NULL,
    PRIMARY KEY (register, position)
);
CREATE UNIQUE INDEX entry_stream ON entry (register, stream, version);

CREATE TABLE sealed (
    register {{TEXT}} NOT NULL,
    seal {{TEXT}} NOT NULL,
    position BIGINT NOT NULL,
    salt {{TEXT}},
    text {{TEXT}},
    PRIMARY KEY (register, seal)
);
CREATE INDEX sealed_position ON sealed (register, position);

CREATE TABLE receipt (
    register {{TEXT}} NOT NULL,
    actor {{TEXT}} NOT NULL,
    key {{TEXT}} NOT NULL,
    fingerprint {{TEXT}},
    position BIGINT NOT NULL,
    n_entries BIGINT NOT NULL,
    salt {{TEXT}},
    PRIMARY KEY (register, actor, key)
);
CREATE INDEX receipt_position ON receipt (register, position);

CREATE TABLE known_file (
    register {{TEXT}} NOT NULL,
    hash {{TEXT}} NOT NULL,
    document {{TEXT}} NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (register, hash)
);
CREATE INDEX known_file_position ON known_file (register, position);

CREATE TABLE head (
    register {{TEXT}} NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    hash {{TEXT}} NOT NULL
);

-- Erasures whose old bytes may still lie in the files of the database.
CREATE TABLE unscoured (
    register {{TEXT}} NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (register, position)
);

-- The last number given out of each year's task codes.
CREATE TABLE task_code (
    register {{TEXT}} NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (register, year)
);
