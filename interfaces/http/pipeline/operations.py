"""Where the endpoints for operators are answered: metrics, documentation, and the details of readiness."""

from dataclasses import dataclass

from starlette.types import Scope


@dataclass(frozen=True)
class OperationsAccess:
    """The address of the endpoints for operators, named by its port; None if they have no address of their own.

    `is_public`: they are answered at the public address too. Nothing but them and the probes is answered at their own.
    """

    port: int | None = None
    is_public: bool = True

    def is_own_address(self, scope: Scope) -> bool:
        """Return whether a request arrived at the address of operations. The port is the socket's, not the client's."""
        server = scope.get("server")
        return self.port is not None and server is not None and server[1] == self.port

    def is_shown(self, scope: Scope) -> bool:
        """Return whether a request arrived where operators are answered."""
        return self.is_public or self.is_own_address(scope)
