"""The history API, tillroll's own: for people who query the audit trail and people who replay a history in a dispute.

`routes.py` has the URLs, `wire.py` the shapes, `translate.py` the way from the application to them, `errors.py` what a
refusal becomes, `credentials.py` who is reading. One checkout is answered for in `one_checkout.py`, with versions as
mementos in `memento.py`; all of them in `across_checkouts.py`, with filters in `queries.py`, pages in `cursors.py`,
exports in `exports.py` and `parquet.py`, and new events as they come in `following.py`.
"""
