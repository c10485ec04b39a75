"""Lists the objects of the schema `tillroll` in PostgreSQL's catalog, one per line."""

import psycopg

_OBJECTS = """
SELECT 'relation', c.relname, c.relkind::text, c.relpersistence::text, c.reloptions::text, c.relacl::text
FROM pg_class AS c WHERE c.relnamespace = 'tillroll'::regnamespace
UNION ALL
SELECT 'column', c.relname, a.attnum || ' ' || a.attname, format_type(a.atttypid, a.atttypmod),
    a.attnotnull::text || coalesce(' ' || l.collname, ''), pg_get_expr(d.adbin, d.adrelid)
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
WHERE c.relnamespace = 'tillroll'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
UNION ALL
SELECT 'index', tablename, indexname, indexdef, NULL, NULL FROM pg_indexes WHERE schemaname = 'tillroll'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), NULL, NULL
FROM pg_constraint WHERE connamespace = 'tillroll'::regnamespace AND contype <> 'n'
UNION ALL
SELECT 'function', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
    md5(p.prosrc) || ' ' || l.lanname || ' ' || p.provolatile::text || ' definer=' || p.prosecdef,
    coalesce(p.proconfig::text, '') || (p.proacl IS NULL)
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.pronamespace = 'tillroll'::regnamespace
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), NULL, NULL
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'type', typname, typtype::text, typcategory::text, NULL, NULL
FROM pg_type WHERE typnamespace = 'tillroll'::regnamespace
UNION ALL
SELECT 'row', 'trail_tracking', application_name, notification_id::text, NULL, NULL
FROM tillroll.trail_tracking
UNION ALL
SELECT 'row', 'deliveries_tracking', application_name, notification_id::text, NULL, NULL
FROM tillroll.deliveries_tracking
"""


def schema_catalog(database_url: str) -> list[str]:
    """Return a sorted line for each relation, column, index, constraint, function and type, and each initial row."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(_OBJECTS).fetchall()
    return sorted(" | ".join("-" if part is None else str(part) for part in row) for row in rows)
