"""All attacks, by name."""

from tests.measure.soak.strangers.attack import Attack
from tests.measure.soak.strangers.attacks.big_bodies import BIG_BODIES
from tests.measure.soak.strangers.attacks.idle_heads import IDLE_HEADS
from tests.measure.soak.strangers.attacks.pipelined import PIPELINED
from tests.measure.soak.strangers.attacks.slow_bodies import SLOW_BODIES
from tests.measure.soak.strangers.attacks.slow_validation import SLOW_VALIDATION
from tests.measure.soak.strangers.attacks.suspends import SUSPENDS
from tests.measure.soak.strangers.attacks.unread_streams import UNREAD_STREAMS
from tests.measure.soak.strangers.attacks.wrong_secrets import WRONG_SECRETS

ATTACKS: dict[str, Attack] = {
    attack.name: attack
    for attack in (
        IDLE_HEADS,
        SLOW_BODIES,
        BIG_BODIES,
        PIPELINED,
        WRONG_SECRETS,
        SLOW_VALIDATION,
        UNREAD_STREAMS,
        SUSPENDS,
    )
}
