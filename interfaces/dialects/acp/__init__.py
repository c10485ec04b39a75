"""The Agentic Commerce Protocol (`/checkout_sessions`), in the versions that `versions/` has a file for.

`routes.py` has the URLs, `wire.py` the shapes that all versions share, `translate.py` the way to the domain,
`errors.py` what a refusal becomes, `discovery.py` what the shop can do. All that is different from one version to
another is in `versions/`. What ACP shares with StateSet is in `interfaces.dialects.session`.

The official schemas have faults, which are not copied: `Item.quantity` of 2025-09-29 has `exclusiveMinimum: true` where
0 was meant, and its `CheckoutSessionWithOrder` forbids the order that it asks for; from 2026-01-30 on the items of a
request have no quantity, which clients send nevertheless.
"""
