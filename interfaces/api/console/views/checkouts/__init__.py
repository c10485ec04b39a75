"""Views of one checkout."""
