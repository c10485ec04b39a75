"""The Agentic Commerce Protocol (`/checkout_sessions`). `README.md` lists the modules and the choices taken."""
