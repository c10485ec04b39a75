"""The console: pages for people who read the history in a browser. It changes nothing.

`routes.py` has the URLs. `sign_in.py`, `search.py` and `checkout.py` answer them, with the view models of `views/`, the
texts of `text/` and the templates of `templates/`, which `pages.py` renders. `sessions.py` and `cookies.py` keep the
sign-in, `same_origin.py` and `forms.py` refuse what another site sends, `policy.py` has the headers, and `errors.py`
the pages about errors and refusals.
"""
