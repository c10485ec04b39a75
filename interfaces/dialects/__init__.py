"""The checkout APIs of others that tillroll speaks. Their words are their publishers'."""
