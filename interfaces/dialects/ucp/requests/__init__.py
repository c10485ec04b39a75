"""Reading the bodies of requests into requests to the application."""
