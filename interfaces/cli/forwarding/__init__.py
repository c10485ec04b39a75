"""Copies of callbacks, which `tillroll listen` sends to this machine."""
