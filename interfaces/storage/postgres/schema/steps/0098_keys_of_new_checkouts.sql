-- Records the keys of the personal data of new checkouts, and the index terms of their persons, in the transaction of the
-- appends that open them. `owners` says whose key it is, `indexed` whose term. Nothing is recorded of the checkouts that
-- are `refused`. Returns no row.
CREATE FUNCTION tillroll.record_person_keys(
    refused text[],
    owners text[],
    keys bytea[],
    marks bytea[],
    dues timestamptz[],
    indexed text[],
    kinds text[],
    terms bytea[]
) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
    SELECT new.id, 'person', new.key, new.due, new.mark
    FROM unnest(owners, keys, marks, dues) AS new (id, key, mark, due)
    WHERE new.id <> ALL (refused);
    INSERT INTO tillroll.person_index (kind, term, checkout_id)
    SELECT new.kind, new.term, new.id
    FROM unnest(indexed, kinds, terms) AS new (id, kind, term)
    WHERE new.id <> ALL (refused)
    ON CONFLICT DO NOTHING;
END;
$$;
