"""The words in which a history is described, before the language of a reader is known."""
