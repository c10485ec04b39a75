-- What the demo payment provider has been asked for: it remembers as a real one would, also when every
-- process of ours has died. An attempt that is closed was never asked for in time.
CREATE TABLE tillroll.demo_payments (
    attempt text COLLATE "C" PRIMARY KEY,
    outcome text NOT NULL CHECK (outcome IN ('paid', 'declined', 'closed')),
    payment_id text NOT NULL,
    provider text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    asked integer NOT NULL
);
