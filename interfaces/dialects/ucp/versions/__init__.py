"""The versions of the protocol: each as its differences from 2026-04-08."""
