"""What broke a rule of the structure when the rule was introduced. This list may only shrink.

A check fails for what is not listed, and for an entry that is no longer needed. Mend what breaks a rule
instead of adding it. After a merge that renames files or names with an entry, run
`python -m tests.structure --rewrite-exceptions`, and read the difference: no rule may have gained an entry.
"""

from collections.abc import Mapping

EXCEPTIONS: Mapping[str, frozenset[str]] = {
    "banned words": frozenset(
        {
            "application/checkouts/idempotency.py once",
            "application/checkouts/service.py moment",
            "application/history/as_of.py moment",
            "application/history/inquiries.py moment",
            "application/ports/access_log.py asked",
            "application/ports/idempotency_store.py once",
            "application/ports/purchase_validation.py NOT_ASKED",
            "application/ports/refusal_log.py asked",
            "application/ports/webhook_outbox.py asked",
            "application/ports/webhook_outbox.py said",
            "domain/refusals.py NoSuchMoment",
            "interfaces/api/history/wire.py asked",
            "interfaces/dialects/acp/versions/negotiation.py asked",
            "interfaces/http/idempotency.py once",
            "interfaces/http/openapi.py MOMENT",
            "interfaces/http/request/as_of.py moment",
            "interfaces/http/request/body/models.py _said",
            "interfaces/http/request/body/models.py said",
            "interfaces/http/streaming.py begun",
            "interfaces/storage/memory/inline_writes.py once",
            "interfaces/storage/postgres/audit/audit_log.py apart",
            "interfaces/storage/postgres/audit/filters.py _HAS_WORDS_APART",
            "interfaces/storage/postgres/audit/filters.py of_words_apart",
            "interfaces/storage/postgres/audit/projection.py apart",
            "interfaces/storage/postgres/audit/recorder.py apart",
            "interfaces/storage/postgres/audit/rows.py Apart",
            "interfaces/storage/postgres/audit/search_terms.py APART",
            "interfaces/storage/postgres/audit/search_terms.py apart",
            "interfaces/storage/postgres/audit/statements.py beside",
            "interfaces/storage/postgres/outbox/outbox.py asked",
            "interfaces/storage/postgres/outbox/outbox.py said",
            "interfaces/storage/postgres/tables/access_log.py asked",
            "interfaces/storage/postgres/tables/idempotency.py once",
        }
    ),
    "short docstrings": frozenset(
        {
            "application/checkouts/snapshots.py Drop the state.",
            "application/commands/purchase.py Cancel the checkout.",
            "application/commands/shop.py Replace all fees.",
            "application/ports/payment_provider.py The payment succeeded.",
            "application/ports/purchase_validation.py Approves every purchase.",
            "application/ports/purchase_validation.py Return NOT_ASKED.",
            "application/ports/webhook_log.py Return False.",
            "application/ports/webhook_log.py Return None.",
            "application/ports/webhook_log.py Return no deliveries.",
            "domain/values/fulfilment.py The chosen option.",
            "interfaces/cli/__init__.py The tillroll command.",
            "interfaces/cli/terminal/hanging_indent.py Indent wrapped lines.",
            "interfaces/dialects/session/endpoints.py Cancel a session.",
            "interfaces/dialects/svea/recurring.py Render the token.",
            "interfaces/dialects/svea/wire.py A postal address.",
            "interfaces/dialects/walley/wire.py A company.",
            "interfaces/dialects/walley/wire.py A postal address.",
            "interfaces/dialects/walley/wire.py A private customer.",
            "interfaces/storage/memory/access_log.py Store one entry.",
            "interfaces/storage/memory/inline_writes.py Store a response.",
            "interfaces/storage/memory/key_vault.py Destroy a key.",
            "interfaces/storage/postgres/audit/notifications.py Start listening.",
            "interfaces/storage/postgres/audit/notifications.py Stop listening.",
            "interfaces/storage/postgres/connections/arrays.py `bigint[]`.",
            "interfaces/storage/postgres/connections/arrays.py `bytea[]`.",
            "interfaces/storage/postgres/connections/arrays.py `text[]`.",
            "interfaces/storage/postgres/connections/arrays.py `timestamptz[]`.",
            "interfaces/storage/postgres/connections/pool.py Close all connections.",
            "interfaces/storage/postgres/consistency/check.py Connect. Raises StoreUnavailable.",
            "interfaces/storage/postgres/outbox/outbox.py See `Outbox.settle`.",
            "interfaces/storage/postgres/projections/throttle.py Do not yield.",
            "interfaces/storage/postgres/tables/installation_keys.py Read the key.",
        }
    ),
    "missing names": frozenset(
        {
            "interfaces/storage/postgres/connections/pool.py batching.batch_writer",
            "interfaces/storage/postgres/events/codec.py events.compression",
        }
    ),
    "incomplete folders": frozenset(
        {
            "interfaces/api/catalogue errors",
            "interfaces/api/catalogue wire",
        }
    ),
}
