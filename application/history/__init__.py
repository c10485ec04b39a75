"""Explaining a history: the state as a document, what changed between two of them, and which event set what."""
