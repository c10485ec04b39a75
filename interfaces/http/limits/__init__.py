"""Limits of rate, of failed sign-ins and of repeated signatures, shared by the processes of one machine."""
