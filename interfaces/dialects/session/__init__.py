"""What dialects of checkout sessions share. `README.md` lists the modules and the choices taken.

StateSet and ACP have the same origin. This package is not a dialect and has no URLs.
"""
