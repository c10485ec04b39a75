-- What merchants sell, and what they add to the price. Amounts are minor units, weights grams, rates
-- basis points; an empty country, state or tax class means every one. Appends take pieces out of `stock`.
CREATE TABLE tillroll.products (
    merchant text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    unit_price bigint NOT NULL,
    tax_class text NOT NULL,
    weight bigint NOT NULL,
    stock bigint CHECK (stock >= 0),
    delivery text NOT NULL,
    most_per_order bigint,
    PRIMARY KEY (merchant, id)
);

-- Both tables are small, and replaced as a whole; `place` is the order in which they were given.
CREATE TABLE tillroll.tax_rates (
    merchant text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    name text NOT NULL,
    rate bigint NOT NULL,
    "on" text NOT NULL,
    country text NOT NULL,
    state text NOT NULL,
    tax_class text NOT NULL,
    PRIMARY KEY (merchant, place)
);

CREATE TABLE tillroll.shipping_options (
    merchant text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    id text NOT NULL,
    title text NOT NULL,
    price bigint NOT NULL,
    kind text NOT NULL,
    subtitle text,
    carrier text,
    country text NOT NULL,
    state text NOT NULL,
    min_weight bigint NOT NULL,
    max_weight bigint,
    min_subtotal bigint NOT NULL,
    max_subtotal bigint,
    free_over bigint,
    PRIMARY KEY (merchant, place)
);

-- Puts what is given as JSON into a merchant's catalogue, all of it or nothing. Tables that are null
-- stay as they are. With `only_these`, products that are not given are sold no more. With `if_empty`, a
-- catalogue that has any product stays as it is.
CREATE FUNCTION tillroll.put_catalogue(
    owner text,
    new_products jsonb,
    new_tax_rates jsonb,
    new_shipping_options jsonb,
    only_these boolean,
    if_empty boolean
) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8388354993667716204);
    IF if_empty AND EXISTS (SELECT FROM tillroll.products WHERE merchant = owner) THEN
        RETURN;
    END IF;
    IF only_these THEN
        DELETE FROM tillroll.products
        WHERE merchant = owner
            AND id NOT IN (SELECT new.id FROM jsonb_to_recordset(new_products) AS new (id text));
    END IF;
    INSERT INTO tillroll.products
    SELECT
        owner, new.id, new.title, new.unit_price, new.tax_class, new.weight, new.stock, new.delivery,
        new.most_per_order
    FROM jsonb_populate_recordset(NULL::tillroll.products, new_products) AS new
    ORDER BY new.id
    ON CONFLICT (merchant, id) DO UPDATE SET
        title = excluded.title,
        unit_price = excluded.unit_price,
        tax_class = excluded.tax_class,
        weight = excluded.weight,
        stock = excluded.stock,
        delivery = excluded.delivery,
        most_per_order = excluded.most_per_order;
    IF new_tax_rates IS NOT NULL THEN
        DELETE FROM tillroll.tax_rates WHERE merchant = owner;
        INSERT INTO tillroll.tax_rates
        SELECT
            owner, row_number() OVER (), new.name, new.rate, new."on", new.country, new.state,
            new.tax_class
        FROM jsonb_populate_recordset(NULL::tillroll.tax_rates, new_tax_rates) AS new;
    END IF;
    IF new_shipping_options IS NOT NULL THEN
        DELETE FROM tillroll.shipping_options WHERE merchant = owner;
        INSERT INTO tillroll.shipping_options
        SELECT
            owner, row_number() OVER (), new.id, new.title, new.price, new.kind, new.subtitle,
            new.carrier, new.country, new.state, new.min_weight, new.max_weight, new.min_subtotal,
            new.max_subtotal, new.free_over
        FROM jsonb_populate_recordset(NULL::tillroll.shipping_options, new_shipping_options) AS new;
    END IF;
END;
$$;
