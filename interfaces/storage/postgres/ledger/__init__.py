"""The ledgers in PostgreSQL: the follower that lets the tree grow, the signing of heads, and the readers."""
