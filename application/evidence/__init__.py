"""What goes into a pack of evidence about one checkout: its claims, its redaction, and what it can and cannot prove."""
