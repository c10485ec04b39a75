"""Catalogue files: reading, checking and converting what merchants sell."""
