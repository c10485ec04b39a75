"""New events on the pages: the event stream of a session, and the page that lists them as they come."""
