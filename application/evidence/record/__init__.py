"""The record of one checkout as a pack has it: events, timeline, refused commands, calls, what was shown."""
