"""Parts of the history of one checkout: windows of versions, and the values of one field."""
