"""Parts of the history of one checkout. The cost of reading one does not depend on the length of the history."""
