"""The endpoints: each reads from the application, records the read, and renders a view."""
