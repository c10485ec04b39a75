"""All evidence that both verifiers are tried with."""

from tests.interfaces.verifiers.altered_events import ALTERED
from tests.interfaces.verifiers.changed_heads import HEADS
from tests.interfaces.verifiers.changed_packs import FILES
from tests.interfaces.verifiers.kept_heads import KEPT, POLICIES
from tests.interfaces.verifiers.moved_events import ORDER
from tests.interfaces.verifiers.refused_attempts import REFUSALS
from tests.interfaces.verifiers.states_of_packs import STATES
from tests.interfaces.verifiers.whole_evidence import WHOLE

CASES = (*WHOLE, *ALTERED, *HEADS, *FILES, *ORDER, *KEPT, *POLICIES, *REFUSALS, *STATES)
