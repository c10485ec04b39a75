"""How much of the customer data a page gets."""

import enum


class Sight(enum.Enum):
    """How much of the customer data an answer to the customer's page has."""

    WHOLE = "whole"
    MASKED = "masked"
    NOTHING = "nothing"
