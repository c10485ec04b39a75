"""The console: pages for those who would rather look than read."""
