"""The paths of the history API that its answers name."""


def state_path(checkout_id: str) -> str:
    """Return the path of the original resource, which is its own TimeGate."""
    return f"/history/checkouts/{checkout_id}"


def timemap_path(checkout_id: str) -> str:
    """Return the path of the TimeMap."""
    return f"{state_path(checkout_id)}/versions"


def version_path(checkout_id: str, version: int) -> str:
    """Return the path of a memento."""
    return f"{state_path(checkout_id)}?version={version}"


def refusal_proof_path(checkout_id: str, position: int) -> str:
    """Return the path of the proof that a refused command is in its ledger."""
    return f"{state_path(checkout_id)}/refusals/{position}/proof"


def proof_path(checkout_id: str, version: int) -> str:
    """Return the path of the proof that a version is in the ledger."""
    return f"{state_path(checkout_id)}/proof?version={version}"
