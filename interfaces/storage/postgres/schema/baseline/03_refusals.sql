-- Refused attempts. JSON is kept as text: jsonb would refuse \u0000 and reorder what was asked.
CREATE TABLE tillroll.refusals (
    id bigserial PRIMARY KEY,
    checkout_id text COLLATE "C" NOT NULL,
    merchant text NOT NULL,
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    facts text NOT NULL,
    operation text NOT NULL,
    asked text NOT NULL,
    provenance text NOT NULL
);

CREATE INDEX refusals_checkout_id_idx ON tillroll.refusals (checkout_id, id);

-- How many invalid bodies were sent for each checkout, and the latest of them.
--
-- The first ones are kept in `refusals` as well. Of those that follow only this row tells, so that a
-- client that repeats its mistake cannot fill the storage.
CREATE TABLE tillroll.invalid_bodies (
    checkout_id text COLLATE "C" PRIMARY KEY,
    attempts bigint NOT NULL,
    merchant text NOT NULL,
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    facts text NOT NULL,
    operation text NOT NULL,
    asked text NOT NULL,
    provenance text NOT NULL
);
