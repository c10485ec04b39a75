"""OpenAPI descriptions of the parameters of the searches across checkouts."""

from application.ports.webhooks.webhook_log import DeliveryState
from interfaces.api.history.openapi.parameters import FILTERS, text
from interfaces.http.openapi import parameter

_OF_EVENTS = {each["name"]: each for each in FILTERS}
_CHECKOUT, _MERCHANT = _OF_EVENTS["checkout"], _OF_EVENTS["merchant"]
_SINCE, _UNTIL = _OF_EVENTS["since"], _OF_EVENTS["until"]

REFUSALS = (
    text("reason", "Reasons of the refusal, separated by commas.", "Locked,StaleVersion"),
    text("command", "The refused command.", "UpdateFees"),
    text("dialect", "The API that refused it.", "walley"),
    text("operation", "The operation of the dialect.", "update fees"),
    _MERCHANT,
    text("actor", "The actor of the request.", "shop:demo-client"),
    _OF_EVENTS["request_id"],
    _CHECKOUT,
    _SINCE,
    _UNTIL,
)
DELIVERIES = (
    parameter(
        "state",
        "The state of the delivery.",
        "parked",
        enum=[state.value for state in DeliveryState],
    ),
    text("receiver", "The origin that is called.", "https://shop.example"),
    _MERCHANT,
    _CHECKOUT,
)
FIGURES = (
    parameter(
        "from",
        "The start, an instant; the period that has it is counted whole. A day or 30 days before `to` by default.",
        "2026-03-01T00:00:00Z",
    ),
    parameter("to", "The end, an exclusive instant; now by default.", "2026-03-31T00:00:00Z"),
    parameter(
        "by", "The length of a period in UTC; a day by default.", "day", enum=["hour", "day"]
    ),
    _MERCHANT,
    text(
        "dialect",
        "The dialect that the checkouts were opened in. Refused commands count by the API that refused them.",
        "walley",
    ),
)
