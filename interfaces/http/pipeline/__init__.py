"""The steps that every HTTP request passes before and after its endpoint."""
