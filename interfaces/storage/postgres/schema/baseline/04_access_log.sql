-- Who has read the trail. `reader` is the actor of the provenance, which is JSON text.
CREATE TABLE tillroll.reads (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    reader text COLLATE "C" NOT NULL,
    checkout_id text COLLATE "C",
    asked text NOT NULL,
    provenance text NOT NULL
);

CREATE INDEX reads_reader_idx ON tillroll.reads (reader, id);
CREATE INDEX reads_checkout_id_idx ON tillroll.reads (checkout_id, id);
CREATE INDEX reads_at_idx ON tillroll.reads (at);

-- Keeps readings. Those who write take turns, from before the first id is drawn until the commit,
-- so that whoever pages through by id never has one appear behind them.
--
-- With `again`, a reading that is there already is not kept twice.
CREATE FUNCTION tillroll.keep_reads(
    ats timestamptz[],
    readers text[],
    checkout_ids text[],
    askeds text[],
    provenances text[],
    again boolean
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993601253491);
    INSERT INTO tillroll.reads (at, reader, checkout_id, asked, provenance)
    SELECT new.at, new.reader, nullif(new.checkout_id, ''), new.asked, new.provenance
    FROM unnest(ats, readers, checkout_ids, askeds, provenances) WITH ORDINALITY
        AS new (at, reader, checkout_id, asked, provenance, place)
    WHERE NOT again OR NOT EXISTS (
        SELECT FROM tillroll.reads AS kept
        WHERE kept.at = new.at
            AND kept.asked = new.asked
            AND kept.provenance = new.provenance
    )
    ORDER BY new.place;
END;
$$;
