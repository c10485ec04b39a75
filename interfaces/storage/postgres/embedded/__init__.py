"""The PostgreSQL that tillroll starts and stops by itself."""
