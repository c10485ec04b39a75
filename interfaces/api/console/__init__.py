"""The console: pages for people who read the history in a browser. It changes nothing.

`routes.py` has the URLs. `endpoints/` answers them, with the view models of `views/`, the texts of `text/` and the
templates of `templates/`, which `pages.py` renders. `access/` has sessions, forms and the check of the origin,
`policy.py` the headers, `static_files.py` the style sheet and the scripts, and `errors.py` the pages about errors.
"""
