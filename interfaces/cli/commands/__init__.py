"""The commands of `tillroll`, one in each module."""
