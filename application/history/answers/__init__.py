"""Answers about one checkout that are computed from its record: typed facts, and sentences that say them."""
