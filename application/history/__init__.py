"""Explanations of histories: states as documents, their differences, and the event that set each field."""
