"""Comparing what is stored with what the events say."""
