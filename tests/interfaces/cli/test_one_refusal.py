"""`tillroll refusal` shows one refused command; `find` and `refusals` lead to it."""

import json

from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID


def only_refusal(tillroll: Tillroll, database: str) -> dict[str, object]:
    """The refused command of the dispute, as JSON of `tillroll refusals`."""
    listed = tillroll("refusals", "--json", database=database)
    (refusal,) = map(json.loads, listed.stdout.splitlines())
    found: dict[str, object] = refusal
    return found


def test_a_refused_command_is_shown_beside_the_state(tillroll: Tillroll, disputed: str) -> None:
    """The lines have the reason, the status of the answer, the version, and the request that came first."""
    position = str(only_refusal(tillroll, disputed)["position"])
    result = tillroll("refusal", ID, position, database=disputed)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[1] == "refused ReplaceCart: PurchaseCommitmentFound  answered with status 900"
    assert lines[2] == "The customer has committed to this purchase."
    assert lines[4].startswith("decided on v11  committed, total ")
    assert lines[5].startswith("after v11  checkout.purchase-committed  ")
    assert lines[7].split() == ["value", "wanted", "then"]
    as_json = json.loads(tillroll("refusal", ID, position, "--json", database=disputed).stdout)
    assert (as_json["status"], as_json["obstruction"]["version"]) == (900, 11)


def test_an_unknown_position_exits_with_3(tillroll: Tillroll, disputed: str) -> None:
    """There is no such refused command."""
    assert tillroll("refusal", ID, "999", database=disputed).exit_code == 3


def test_the_request_id_finds_it(tillroll: Tillroll, disputed: str) -> None:
    """`find` names the command that shows it, and `refusals --request-id` lists it."""
    refusal = only_refusal(tillroll, disputed)
    provenance = refusal["provenance"]
    assert isinstance(provenance, dict)
    request_id = str(provenance["request_id"])
    found = tillroll("find", request_id, database=disputed)
    assert f"tillroll refusal {ID} {refusal['position']}" in found.stdout
    listed = tillroll("refusals", "--request-id", request_id, "--json", database=disputed)
    assert len(listed.stdout.splitlines()) == 1
    table = tillroll("refusals", "--request-id", request_id, database=disputed).stdout
    assert table.splitlines()[1].split()[-1] == str(refusal["position"])
    assert tillroll("refusals", "--request-id", "none", "--json", database=disputed).stdout == ""
