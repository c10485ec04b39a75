-- Refused commands are found by the id of their request. A provenance is JSON text, in which the quotes inside of a
-- value are escaped: the first match is the member.
CREATE INDEX refusals_request_idx ON tillroll.refusals (
    (substring(provenance FROM ',"request_id":"(([^"\\]|\\.)*)"')), id
);
