-- What opens the links of tasks, outside the chain. The token itself is kept nowhere; a link has one at most.
CREATE TABLE link_token (
    register {{TEXT}} NOT NULL,
    token {{TEXT}} NOT NULL,
    task {{TEXT}} NOT NULL,
    n BIGINT NOT NULL,
    last_on {{TEXT}} NOT NULL,
    PRIMARY KEY (register, token)
);
CREATE INDEX link_token_task ON link_token (register, task, n);
