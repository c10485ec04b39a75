"""The commands with which an operator sets up an installed tillroll."""
