"""What `serve` tells its worker processes in their environment, and what the environment tells every command."""

# Set to the port of the address of operations, if there is one.
OPERATIONS_PORT = "TILLROLL_OPERATIONS_PORT"
# Set to "1" where the server listens on a loopback address.
LISTENING_ON_LOOPBACK = "TILLROLL_LISTENING_ON_LOOPBACK"


def is_production(environment: str) -> bool:
    """Return whether TILLROLL_ENV asks for the rules of production."""
    return environment.strip().lower() == "production"
