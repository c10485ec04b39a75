"""Who may see a page: sessions, their cookie, the forms of a session, and requests of other sites."""
