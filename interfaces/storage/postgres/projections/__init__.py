"""Running any projection: the feed of events, leader election, the runner and the throttle."""
