"""Sentences whose values keep their types until a reader is known."""

from application.history.narrative import sentences_between
from application.history.primitives import Document
from application.history.wording.sentences import (
    Amount,
    Code,
    FieldName,
    Sentence,
    Timestamp,
    in_english,
    with_texts,
)

BEFORE: Document = {"currency": "SEK", "stage": "open", "total": 0}
AFTER: Document = {
    "currency": "SEK",
    "stage": "suspended",
    "total": 9500,
    "reference": "sealed",
    "expires_at": "2026-01-12T12:00:00Z",
    "metadata": {"clerk": "sealed"},
}


def test_values_have_types() -> None:
    """An amount, a stage, a time and a text are distinguished, and the amount before has no currency."""
    stage, total, reference, expiry, _ = sentences_between(BEFORE, AFTER)
    assert stage.values["after"] == Code("stage", "suspended")
    assert total.values["before"] == Amount(0, "SEK", is_bare=True)
    assert total.values["after"] == Amount(9500, "SEK")
    assert reference.values == {"field": FieldName("reference"), "value": "sealed"}
    assert expiry.values["value"] == Timestamp("2026-01-12T12:00:00Z")


def test_a_template_names_each_of_its_values() -> None:
    """No value is without a place in its sentence."""
    for sentence in sentences_between({}, AFTER):
        assert all(f"{{{name}}}" in sentence.template for name in sentence.values)


def test_texts_are_replaced_wherever_they_are() -> None:
    """In values, and in the JSON of a shop; templates and names of fields stay."""

    def opened(sentence: Sentence) -> str:
        return in_english(with_texts(sentence, lambda text: text.replace("sealed", "open")))

    sentences = [opened(each) for each in sentences_between(BEFORE, AFTER)]
    assert sentences[2] == "reference set to open"
    assert sentences[4] == 'metadata added: {"clerk": "open"}'
