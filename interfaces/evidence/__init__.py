"""What a pack of evidence has for people and processors: the PDF, the pages of text, and the fields to send."""
