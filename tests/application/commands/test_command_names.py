"""The stored names of commands, as text: they never change, even if a class is renamed."""

from dataclasses import fields
from typing import get_args

from application.commands.change import Change
from application.commands.shop import OpenCheckout

STORED = """
CancelCheckout CancelRecurringToken ChangeMinimumAge ChangeReference CommitPurchase CompletePurchase EraseData
ExpireCheckout IdentifyCustomer OpenCheckout ReleaseCommitment ReleaseUnpaid ReplaceCart ReplaceEverything
ReplaceMetadata ReplaceParts ReplaceQuote ReplaceShippingProperties ReportOrder Resume Suspend UpdateFees
"""
COMMANDS = (OpenCheckout, *get_args(Change))


def test_the_names_are_frozen() -> None:
    """The refusal log contains these names."""
    assert sorted(command.NAME for command in COMMANDS) == STORED.split()


def test_a_name_is_no_field() -> None:
    """A stored command does not repeat its name."""
    assert all("NAME" not in {field.name for field in fields(command)} for command in COMMANDS)
