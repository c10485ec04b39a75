"""The archive as the database knows it: which versions are in which file, moving them there and back."""
