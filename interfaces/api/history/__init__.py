"""tillroll's own history API: read one checkout's history, and search the audit log across checkouts.

`routes.py` has the URLs, `wire.py` the shapes, `translate.py` the conversion to them, `errors.py` the responses to
refusals. `checkout.py` answers about one checkout, with versions as mementos in `memento.py`.
`audit.py` answers across checkouts, with filters in `audit_query.py`, pages in `paging.py`, exports in `exports/` and
the event stream in `event_stream.py`. The keys and the access log are in `interfaces.api.readers`.
"""
