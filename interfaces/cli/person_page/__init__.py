"""Everything about one person as a page to read: one HTML file without script and without outside resources."""
