"""The last pages: prior purchases, what is proven and what is not, what is hidden, and how to verify."""

from collections.abc import Iterator, Sequence

from application.evidence.case import EvidenceCase
from application.evidence.claims import EvidenceClaim, Ground, claims_of
from application.evidence.priors import PriorPurchase, sorted_elements
from application.evidence.summary import money_text, time_text
from interfaces.evidence.pdf.parts import Facts, Heading, Items, Part, Table, Text
from interfaces.evidence.pdf.purchase_pages import bilingual

_GROUNDS = {
    Ground.PROVEN: "Proven by mathematics, for a reader who has the keys",
    Ground.RECORDED: "Recorded by the shop's software, and not altered since",
    Ground.CLAIMED: "Said by the operator, and no part of the ledger",
    Ground.NOT_PROVEN: "Not proven by anything in this pack",
}

_STEPS = (
    (
        "Get the program verify.py or the page verify.html, and the policy file with the public keys, from a party "
        "that you trust. Do not take them from this pack."
    ),
    (
        "Run: python verify.py pack.zip --policy policy.txt. Or drop the pack and the policy on verify.html. Neither "
        "needs a network."
    ),
    "Compare the size and the root below with a head of the ledger that you or a witness kept.",
    "This PDF is for reading. The proofs are in the files beside it, and manifest.json has the SHA-256 of each.",
)


def prior_pages(case: EvidenceCase) -> Iterator[Part]:
    """Yield the prior purchases, if any were looked for and found."""
    candidates = case.priors.candidates
    if not candidates:
        return
    yield bilingual(case, "Prior purchases (Visa Compelling Evidence 3.0)", "Tidigare köp")
    yield Text(
        "Found by what they have in common with the disputed purchase, 121 to 363 days before it. That the same card "
        "paid, that each was settled and never disputed, is known to the processor alone, and is stated by a person "
        "where it says confirmed."
    )
    yield Table(
        head=("Purchase", "Paid at", "Amount", "In common", "State"),
        columns=(3, 2, 0, 2, 2),
        rows=[_prior(each) for each in candidates],
    )
    if case.priors.is_cut:
        yield Text("There are more purchases of this customer, which were not looked at.")


def claim_pages(case: EvidenceCase, paths: Sequence[str]) -> Iterator[Part]:
    """Yield what the pack can and cannot prove."""
    yield bilingual(
        case, "What this proves, and what it does not", "Vad detta bevisar, och inte bevisar"
    )
    claims = claims_of(case, paths)
    for ground, title in _GROUNDS.items():
        texts = [_claim(each) for each in claims if each.ground is ground]
        if texts:
            yield Heading(title, 2)
            yield Items(texts)
    hidden = case.hidden
    yield Heading("What is hidden", 2)
    if not (hidden.parts or hidden.sealed):
        yield Text("Nothing.")
        return
    yield Text(
        "Hidden from this audience, and proven all the same. The number is that of the events that have such a part: "
        + ", ".join(
            [*(f"{name} ({count})" for name, count in hidden.parts.items()), *hidden.sealed]
        )
        + "."
    )


def verify_page(case: EvidenceCase) -> Iterator[Part]:
    """Yield how to check the pack."""
    head = case.checkpoint
    yield bilingual(case, "How to verify", "Så kontrollerar du")
    yield Items(_STEPS)
    yield Facts(
        [
            ("Ledger", head.origin),
            ("Size", str(head.size)),
            ("Root (SHA-256)", head.root.hex()),
            ("Head signed at", time_text(case.head.at)),
            ("Cosigned", "yes, by another party" if case.head.is_cosigned else "no"),
        ]
    )


def _claim(claim: EvidenceClaim) -> str:
    return f"{claim.text} ({', '.join(claim.files)})" if claim.files else claim.text


def _prior(prior: PriorPurchase) -> tuple[str, ...]:
    if prior.is_confirmed:
        state = "confirmed"
    elif prior.may_qualify:
        state = "candidate: confirm with the processor"
    else:
        state = "too little in common for Visa"
    return (
        f"{prior.checkout_id}, payment {prior.payment_id}",
        f"{time_text(prior.completed_at)}, {prior.days} days before",
        money_text(prior.amount, prior.currency),
        ", ".join(each.value for each in sorted_elements(prior.equal)),
        state,
    )
