"""Fields of values that were added later, or may be absent, and that the stored form has only where they are set.

So events without them are stored as they have always been. Quotes in texts are escaped, so a text never matches.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.events import (
    AdjustmentReported,
    BuyerContextReplaced,
    CartReplaced,
    CustomerIdentified,
    DeliveryChanged,
    ExpectationsReplaced,
    FulfilmentReported,
    NoticesReplaced,
    Opened,
)

LATER_FIELDS: Final[Mapping[str, Sequence[bytes]]] = {
    Opened.TOPIC: (b',"opened_from":null',),
    CartReplaced.TOPIC: (
        b',"line_id":null,"parent":null,"image_url":null',
        b',"line_id":null',
        b',"parent":null',
        b',"image_url":null',
    ),
    BuyerContextReplaced.TOPIC: (b',"mandate":null',),
    CustomerIdentified.TOPIC: (b',"other_members":null',),
    DeliveryChanged.TOPIC: (
        *(b',"discount":null', b',"location":null', b',"method":null', b',"groups":[]'),
        b',"is_provisional":false',
    ),
    NoticesReplaced.TOPIC: (b',"line_id":null', b',"discount":null'),
    FulfilmentReported.TOPIC: (
        *(b',"shipment":null', b',"carrier":null'),
        *(b',"tracking_number":null', b',"tracking_url":null', b',"description":null'),
    ),
    AdjustmentReported.TOPIC: (
        *(b',"lines":[]', b',"amount":null', b',"description":null', b',"reason":null'),
    ),
    ExpectationsReplaced.TOPIC: (
        *(b',"group":null', b',"description":null', b',"fulfillable_on":null'),
    ),
}
"""The JSON of each absent field, by the topic of the event; first that of all of them, which most lines have."""
