"""What operators look at: callbacks, erasures, checks of the history, readers, and versions."""
