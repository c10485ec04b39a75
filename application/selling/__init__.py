"""Selling to agents: sessions, prices and purchases."""
