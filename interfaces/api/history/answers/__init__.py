"""Answers in words about one checkout, and its refused commands one by one."""
