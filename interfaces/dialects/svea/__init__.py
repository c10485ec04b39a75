"""The Svea Checkout dialect.

`routes.py` has the URLs, `wire.py` the shapes, `translate.py` the way to the domain and `order.py` the way back,
`errors.py` what a refusal becomes. `signing.py` tells who is asking. Bodies are read in `creation.py` and `updates.py`,
and their parts in `rows.py`, `settings.py`, `presets.py` and `shipping.py`; `codes.py` knows countries, currencies and
locales. `answers.py` makes responses, `snippet.py` what a shop puts into its page, `tokens.py` serves recurring orders
and `campaigns.py` part payments.

Where the documents leave a reading open, the reading that was taken stands in the docstring of what does the reading.
"""
