"""Fields for the forms of processors, ready to send. Nothing is sent from here."""
