-- Rows that earlier versions indexed lack the search terms of order numbers, order ids, purchase ids and payment ids.
-- The comment says so. `tillroll projection rebuild` replaces the table, and the comment goes with the old one.
DO $$
BEGIN
    IF EXISTS (SELECT FROM tillroll.trail) THEN
        COMMENT ON TABLE tillroll.trail IS 'Lacks assigned ids until `tillroll projection rebuild`.';
    END IF;
END;
$$;
