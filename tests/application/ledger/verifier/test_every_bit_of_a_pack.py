"""No bit of a pack can be changed so that a verifier believes something else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from application.ledger.signing import verify_ed25519
from application.ledger.verifier.evidence import Evidence
from application.ledger.verifier.verification import verify_evidence
from tests.application.ledger.format.vectors import flipped
from tests.examples import examples
from tests.interfaces.verifiers.pack import POLICY, ShopLog, with_manifest

PACK = ShopLog().pack()
PATHS = sorted(path for path in PACK if path != "evidence.pdf")


def proven_lines(files: dict[str, bytes]) -> list[str]:
    """The lines of a verifier that believes the files; otherwise none."""
    evidence = Evidence(with_manifest(files), is_pack=True)
    report = verify_evidence(evidence, POLICY, None, verify_ed25519)
    return report.lines() if report.exit_code() == 0 else []


WHOLE = proven_lines(PACK)


def test_the_whole_pack() -> None:
    """The pack that is changed below is believed, and has a line for each of its events."""
    assert [sum(f"Version {version}, " in line for line in WHOLE) for version in range(1, 6)] == [
        1,
        1,
        1,
        1,
        0,
    ]


@settings(max_examples=examples(400), deadline=None)
@given(path=st.sampled_from(PATHS), bit=st.integers(0, 10**6))
def test_a_changed_bit(path: str, bit: int) -> None:
    """With one bit changed in an opening, a proof or a head, the pack is not believed, or says the same.

    It says the same if the bit makes a signature one of an unknown key, and another file has the whole head.
    """
    octets = PACK[path]

    assert proven_lines({**PACK, path: flipped(octets, bit % (8 * len(octets)))}) in ([], WHOLE)


@settings(max_examples=examples(150), deadline=None)
@given(path=st.sampled_from(PATHS), start=st.integers(0, 10**4), length=st.integers(1, 100))
def test_a_piece_that_is_cut_out(path: str, start: int, length: int) -> None:
    """With a piece of such a file cut out, the pack is not believed, or says the same, and nothing is raised."""
    octets = PACK[path]
    at = start % len(octets)

    assert proven_lines({**PACK, path: octets[:at] + octets[at + length :]}) in ([], WHOLE)
