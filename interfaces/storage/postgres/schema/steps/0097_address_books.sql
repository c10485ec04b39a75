-- The known addresses of buyers. A merchant has a book for each buyer, found by the HMAC of the normalised e-mail address.
-- Each book has a key of the class `address-book` in `data_keys`, under the id of the book. The key is destroyed together
-- with the book.
CREATE TABLE tillroll.address_books (
    id text COLLATE "C" PRIMARY KEY,
    merchant text COLLATE "C" NOT NULL,
    term bytea NOT NULL,
    UNIQUE (merchant, term)
);
ALTER TABLE tillroll.address_books ALTER COLUMN term SET STATISTICS 0;

-- `content` is the HMAC of the address with the key of its book, so that equal addresses are kept once. `text` is the
-- sealed address. `used_at` is the last completed purchase with it, NULL for one that was imported only; `noted_at` is
-- the last purchase or import. `place` is its place in the imported file.
CREATE TABLE tillroll.known_addresses (
    book text COLLATE "C" NOT NULL REFERENCES tillroll.address_books (id) ON DELETE CASCADE,
    content bytea NOT NULL,
    text text NOT NULL,
    used_at timestamptz,
    noted_at timestamptz NOT NULL,
    place bigint NOT NULL,
    PRIMARY KEY (book, content)
);
ALTER TABLE tillroll.known_addresses ALTER COLUMN content SET STATISTICS 0, ALTER COLUMN text SET STATISTICS 0;

-- The position in the audit log up to which addresses of a merchant's completed purchases are remembered.
CREATE TABLE tillroll.address_book_positions (
    merchant text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
);

-- Returns the books of buyers with their keys. A buyer without a book gets the new one.
CREATE FUNCTION tillroll.open_address_books(
    owner text,
    wanted bytea[],
    new_ids text[],
    new_keys bytea[],
    new_marks bytea[],
    due timestamptz
) RETURNS TABLE (of_term bytea, book text, book_key bytea, book_mark bytea)
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    INSERT INTO tillroll.address_books (id, merchant, term)
    SELECT new.id, owner, new.term FROM unnest(new_ids, wanted) AS new (id, term)
    ORDER BY new.term
    ON CONFLICT DO NOTHING;
    INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
    SELECT new.id, 'address-book', new.key, due, new.mark
    FROM unnest(new_ids, new_keys, new_marks) AS new (id, key, mark)
    JOIN tillroll.address_books AS made ON made.id = new.id
    ON CONFLICT DO NOTHING;
    RETURN QUERY
    SELECT old.term, old.id, held.key, held.mark
    FROM unnest(wanted) AS each (term)
    JOIN tillroll.address_books AS old ON old.merchant = owner AND old.term = each.term
    JOIN tillroll.data_keys AS held
        ON held.checkout_id = old.id AND held.data_class = 'address-book';
END;
$$;

-- Records addresses in their books, and terms by which the buyers are found. A book keeps `most` addresses. An address
-- whose key is destroyed in the meantime is left out: the buyer's data was erased.
CREATE FUNCTION tillroll.remember_addresses(
    books text[],
    marks bytea[],
    contents bytea[],
    texts text[],
    used timestamptz,
    noted timestamptz,
    most bigint,
    indexed text[],
    kinds text[],
    terms bytea[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    held_books text[];
BEGIN
    WITH held AS (
        SELECT each.checkout_id FROM tillroll.data_keys AS each
        WHERE each.data_class = 'address-book'
            AND (each.checkout_id, each.mark) IN (
                SELECT new.book, new.mark FROM unnest(books, marks) AS new (book, mark)
            )
        ORDER BY each.checkout_id
        FOR KEY SHARE
    )
    SELECT coalesce(array_agg(held.checkout_id), '{}') INTO held_books FROM held;
    INSERT INTO tillroll.known_addresses AS old (book, content, text, used_at, noted_at, place)
    SELECT new.book, new.content, new.text, used, noted, new.place
    FROM unnest(books, contents, texts) WITH ORDINALITY AS new (book, content, text, place)
    JOIN unnest(held_books) AS held (id) ON held.id = new.book
    ORDER BY new.book, new.content
    ON CONFLICT (book, content) DO UPDATE SET
        text = excluded.text,
        used_at = greatest(old.used_at, excluded.used_at),
        noted_at = greatest(old.noted_at, excluded.noted_at),
        place = excluded.place;
    INSERT INTO tillroll.person_index (kind, term, checkout_id)
    SELECT new.kind, new.term, new.book FROM unnest(kinds, terms, indexed) AS new (kind, term, book)
    JOIN unnest(held_books) AS held (id) ON held.id = new.book
    ORDER BY new.kind, new.term, new.book
    ON CONFLICT DO NOTHING;
    DELETE FROM tillroll.known_addresses AS old
    USING (
        SELECT
            each.book, each.content,
            row_number() OVER (
                PARTITION BY each.book
                ORDER BY each.used_at DESC NULLS LAST, each.place, each.content
            ) AS rank
        FROM unnest(held_books) AS held (id)
        JOIN tillroll.known_addresses AS each ON each.book = held.id
    ) AS ranked
    WHERE (old.book, old.content) = (ranked.book, ranked.content) AND ranked.rank > most;
END;
$$;

-- The same as before, and with the key of an address book also the book.
CREATE OR REPLACE FUNCTION tillroll.destroy_key(owner text, class text, at timestamptz, wanted bytea) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    found_mark bytea;
BEGIN
    SELECT mark INTO found_mark FROM tillroll.data_keys
    WHERE checkout_id = owner AND data_class = class AND (wanted IS NULL OR mark = wanted)
    FOR UPDATE;
    IF FOUND THEN
        IF class IN ('person', 'address-book') THEN
            DELETE FROM tillroll.person_index WHERE checkout_id = owner;
        END IF;
        IF class = 'address-book' THEN
            DELETE FROM tillroll.address_books WHERE id = owner;
        END IF;
        UPDATE tillroll.data_keys SET key = ''::bytea WHERE checkout_id = owner AND data_class = class;
        DELETE FROM tillroll.data_keys WHERE checkout_id = owner AND data_class = class;
        INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)
        VALUES (owner, class, found_mark, at)
        ON CONFLICT DO NOTHING;
    END IF;
    UPDATE tillroll.erasures SET destroyed_at = at
    WHERE mark = coalesce(found_mark, wanted) AND checkout_id = owner AND data_class = class
        AND destroyed_at IS NULL;
END;
$$;
