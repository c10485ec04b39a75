-- What came of a read: found, not-found, denied or failed. Entries of earlier versions have none.
ALTER TABLE tillroll.reads ADD COLUMN outcome text;

-- Keeps readings with their outcomes, as the function with six parameters keeps them without. That one stays for the
-- processes of the version before, which run until they are replaced.
CREATE FUNCTION tillroll.keep_reads(
    ats timestamptz[],
    readers text[],
    checkout_ids text[],
    askeds text[],
    provenances text[],
    outcomes text[],
    again boolean
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993601253491);
    INSERT INTO tillroll.reads (at, reader, checkout_id, asked, provenance, outcome)
    SELECT new.at, new.reader, nullif(new.checkout_id, ''), new.asked, new.provenance,
        nullif(new.outcome, '')
    FROM unnest(ats, readers, checkout_ids, askeds, provenances, outcomes) WITH ORDINALITY
        AS new (at, reader, checkout_id, asked, provenance, outcome, place)
    WHERE NOT again OR NOT EXISTS (
        SELECT FROM tillroll.reads AS kept
        WHERE kept.at = new.at
            AND kept.asked = new.asked
            AND kept.provenance = new.provenance
    )
    ORDER BY new.place;
END;
$$;
