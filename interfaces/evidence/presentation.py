"""The files of a pack for people and processors: the PDF, README.txt, claims.json and the fields to send."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from application.evidence.case import EvidenceCase
from application.evidence.claims import claims_of
from application.evidence.request import Audience
from application.evidence.summary import summary_of
from interfaces.evidence.pdf.document import evidence_pdf
from interfaces.evidence.submit.forms import forms_of

PDF: Final = "evidence.pdf"
CLAIMS: Final = "claims.json"
README: Final = "README.txt"
_README: Final = """Evidence of checkout {checkout}

{claim}
{answer}

evidence.pdf is for people. The other files are what it is made of, and manifest.json lists all of them.
events/ has the opening of every event, proofs/ the proof that it is in the ledger, log/checkpoint the signed head.
states/ has the states that follow from the events, and where each field of them comes from (.blame.json).
claims.json says what is proven, and what is only said: timeline, refusals and callbacks are the operator's words.
{submit}
To check it, you need the program verify.py or the page verify.html, and the policy file of the ledger with its keys.
Get them from a party that you trust, and not from this file:

    python verify.py pack.zip --policy policy.txt
"""
_SUBMIT: Final = "submit/ has fields for the forms of processors. Nothing was sent. Read them before you send them.\n"


def present(case: EvidenceCase, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Return the files by their paths. `paths` has those that the pack has already."""
    summary = summary_of(case)
    submit = {} if case.request.audience is Audience.CUSTOMER else forms_of(case)
    readme = _README.format(
        checkout=case.newest.id,
        claim=summary.claim,
        answer="\n".join(summary.answer),
        submit=_SUBMIT if submit else "",
    )
    return {
        PDF: evidence_pdf(case, paths),
        CLAIMS: json_bytes(
            [
                {"ground": each.ground.value, "claim": each.text, "files": list(each.files)}
                for each in claims_of(case, paths)
            ]
        ),
        README: readme.encode(),
        **{f"submit/{name}.json": json_bytes(form) for name, form in submit.items()},
    }


def json_bytes(value: object) -> bytes:
    """Return a value as a JSON file."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode(errors="replace") + b"\n"
