-- The numbers of refused attempts within their checkouts, as the ledger `refusals` has logged them: 1, 2, 3 and so on.
-- An entry has the number where that of an event has the version. A number stays with its attempt when an earlier one is
-- removed, so the audit can say which one that was. The tree fixes the numbers; rows here say where to look.
CREATE TABLE tillroll.logged_refusals (
    checkout_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    refusal_id bigint NOT NULL UNIQUE,
    PRIMARY KEY (checkout_id, number)
);
