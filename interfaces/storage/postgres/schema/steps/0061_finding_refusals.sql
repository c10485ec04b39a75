-- Refused commands are found across checkouts: newest first by merchant, and counted by time.
CREATE INDEX refusals_merchant_idx ON tillroll.refusals (merchant, id);
CREATE INDEX refusals_at_idx ON tillroll.refusals (at);
