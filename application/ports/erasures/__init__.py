"""What erasures need beside the keys: their plans, and the list of destroyed keys."""
