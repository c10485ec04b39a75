-- Articles that travel apart from the others of an order, together with those of the same name.
ALTER TABLE tillroll.products ADD COLUMN parcel text;

-- The same as before, with what is new.
CREATE OR REPLACE FUNCTION tillroll.put_catalogue(
    owner text,
    offer jsonb,
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
            AND id NOT IN (
                SELECT new.id FROM jsonb_to_recordset(offer -> 'products') AS new (id text)
            );
    END IF;
    INSERT INTO tillroll.products
    SELECT
        owner, new.id, new.title, new.unit_price, new.tax_class, new.weight, new.stock, new.delivery,
        new.most_per_order, new.image_url, new.parcel
    FROM jsonb_populate_recordset(NULL::tillroll.products, offer -> 'products') AS new
    ORDER BY new.id
    ON CONFLICT (merchant, id) DO UPDATE SET
        title = excluded.title,
        unit_price = excluded.unit_price,
        tax_class = excluded.tax_class,
        weight = excluded.weight,
        stock = excluded.stock,
        delivery = excluded.delivery,
        most_per_order = excluded.most_per_order,
        image_url = excluded.image_url,
        parcel = excluded.parcel;
    IF jsonb_typeof(offer -> 'tax_rates') = 'array' THEN
        DELETE FROM tillroll.tax_rates WHERE merchant = owner;
        INSERT INTO tillroll.tax_rates
        SELECT
            owner, row_number() OVER (), new.name, new.rate, new."on", new.country, new.state,
            new.tax_class
        FROM jsonb_populate_recordset(NULL::tillroll.tax_rates, offer -> 'tax_rates') AS new;
    END IF;
    IF jsonb_typeof(offer -> 'shipping_options') = 'array' THEN
        DELETE FROM tillroll.shipping_options WHERE merchant = owner;
        INSERT INTO tillroll.shipping_options
        SELECT
            owner, row_number() OVER (), new.id, new.title, new.price, new.kind, new.subtitle,
            new.carrier, new.country, new.state, new.min_weight, new.max_weight, new.min_subtotal,
            new.max_subtotal, new.free_over, new.free_with, new.service
        FROM jsonb_populate_recordset(NULL::tillroll.shipping_options, offer -> 'shipping_options') AS new;
    END IF;
    IF jsonb_typeof(offer -> 'locations') = 'array' THEN
        DELETE FROM tillroll.pickup_locations WHERE merchant = owner;
        INSERT INTO tillroll.pickup_locations
        SELECT
            owner, row_number() OVER (), new.id, new.name, new.line_one, new.city, new.country,
            new.line_two, new.state, new.postal_code, new.phone, new.instructions
        FROM jsonb_populate_recordset(NULL::tillroll.pickup_locations, offer -> 'locations') AS new;
    END IF;
    IF jsonb_typeof(offer -> 'discounts') = 'array' THEN
        PERFORM tillroll.put_discounts(owner, offer -> 'discounts');
    END IF;
END;
$$;
