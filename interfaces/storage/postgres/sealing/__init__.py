"""Sealing the personal data that earlier versions recorded in the clear (`tillroll seal-history`)."""
