-- What is typed and not yet handed in, outside the chain: the last write wins, and a dropped row is gone.
CREATE TABLE draft (
    register {{TEXT}} NOT NULL,
    owner {{TEXT}} NOT NULL,
    object {{TEXT}} NOT NULL,
    cell {{TEXT}} NOT NULL,
    text {{TEXT}} NOT NULL,
    length_bytes BIGINT NOT NULL,
    changed_at {{TEXT}} NOT NULL,
    PRIMARY KEY (register, owner, object, cell)
);
