"""Running projections: the feed of events, leadership, batches and pace."""
