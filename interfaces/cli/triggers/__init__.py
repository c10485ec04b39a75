"""What `tillroll trigger` makes happen on a demo server."""
