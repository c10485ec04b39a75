"""The Walley Checkout dialect (formerly Collector), in both generations of its API.

`routes.py` has the URLs, `wire.py` the shapes, `translate.py` the way to the domain and back, `errors.py` what a
refusal becomes. Bodies are read in `items.py` (rows of a cart, fees), `bodies.py` (updates) and `creation.py`;
`credentials.py` and `tokens.py` tell who is asking, `token_endpoint.py` hands tokens out.

Where the documents leave a reading open, the reading that was taken stands in the docstring of what does the reading.
"""
