-- What a merchant sells, and at which terms, has a new `version` after each change of it. Stock and uses of discounts
-- change without one, because purchases change them. A version is random: a standby that becomes the primary may lack the
-- last changes, and must not give their version to others.
CREATE TABLE tillroll.catalogue_versions (
    merchant text COLLATE "C" PRIMARY KEY,
    version uuid NOT NULL
);
ALTER TABLE tillroll.catalogue_versions ALTER COLUMN version SET STATISTICS 0;

-- Gives the merchant of a changed row a new version, once in a transaction, since an import changes many rows.
CREATE FUNCTION tillroll.renew_catalogue_version() RETURNS trigger
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    owner text := CASE TG_OP WHEN 'DELETE' THEN OLD.merchant ELSE NEW.merchant END;
BEGIN
    IF current_setting('tillroll.renewed_catalogue', true) IS DISTINCT FROM owner THEN
        INSERT INTO tillroll.catalogue_versions (merchant, version) VALUES (owner, gen_random_uuid())
        ON CONFLICT (merchant) DO UPDATE SET version = excluded.version;
        PERFORM set_config('tillroll.renewed_catalogue', owner, true);
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER new_catalogue_version AFTER INSERT OR DELETE ON tillroll.products
FOR EACH ROW EXECUTE FUNCTION tillroll.renew_catalogue_version();
CREATE TRIGGER next_catalogue_version AFTER UPDATE ON tillroll.products
FOR EACH ROW WHEN (to_jsonb(OLD) - 'stock' IS DISTINCT FROM to_jsonb(NEW) - 'stock')
EXECUTE FUNCTION tillroll.renew_catalogue_version();

CREATE TRIGGER new_catalogue_version AFTER INSERT OR DELETE ON tillroll.discounts
FOR EACH ROW EXECUTE FUNCTION tillroll.renew_catalogue_version();
CREATE TRIGGER next_catalogue_version AFTER UPDATE ON tillroll.discounts
FOR EACH ROW WHEN (to_jsonb(OLD) - 'uses' IS DISTINCT FROM to_jsonb(NEW) - 'uses')
EXECUTE FUNCTION tillroll.renew_catalogue_version();

CREATE TRIGGER new_catalogue_version AFTER INSERT OR UPDATE OR DELETE ON tillroll.tax_rates
FOR EACH ROW EXECUTE FUNCTION tillroll.renew_catalogue_version();
CREATE TRIGGER new_catalogue_version AFTER INSERT OR UPDATE OR DELETE ON tillroll.shipping_options
FOR EACH ROW EXECUTE FUNCTION tillroll.renew_catalogue_version();
CREATE TRIGGER new_catalogue_version AFTER INSERT OR UPDATE OR DELETE ON tillroll.pickup_locations
FOR EACH ROW EXECUTE FUNCTION tillroll.renew_catalogue_version();

INSERT INTO tillroll.catalogue_versions (merchant, version)
SELECT each.merchant, gen_random_uuid()
FROM (
    SELECT merchant FROM tillroll.products
    UNION SELECT merchant FROM tillroll.discounts
    UNION SELECT merchant FROM tillroll.tax_rates
    UNION SELECT merchant FROM tillroll.shipping_options
    UNION SELECT merchant FROM tillroll.pickup_locations
) AS each;
