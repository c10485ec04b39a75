"""A table of fixed size forgets the key that was used longest ago."""

from interfaces.http.limits.slots import BYTES_OF_SLOT, Slots

SETS = 2


def _slots() -> Slots:
    return Slots(memoryview(bytearray(SETS * 4 * BYTES_OF_SLOT)).cast("Q"))


def _keys_of_one_set(number: int) -> list[int]:
    return [SETS * each + 1 for each in range(1, number + 1)]


def test_a_full_set_gives_the_slot_of_its_oldest_key() -> None:
    """A fifth key of a set takes the slot with the lowest word, and finds no word there; the others keep theirs."""
    slots = _slots()
    first, second, third, fourth, fifth = _keys_of_one_set(5)
    for key, word in ((first, 40), (second, 10), (third, 30), (fourth, 20)):
        slots.words[slots.place(key)] = word
    assert slots.words[slots.place(fifth)] == 0
    assert slots.find(second) == -1
    assert [slots.words[slots.find(key)] for key in (first, third, fourth)] == [40, 30, 20]


def test_a_key_keeps_its_slot() -> None:
    """The same key finds its word again, and a key of another set takes nothing from it."""
    slots = _slots()
    key, other = 3, 2
    slots.words[slots.place(key)] = 7
    slots.words[slots.place(other)] = 9
    assert (slots.words[slots.place(key)], slots.words[slots.find(other)]) == (7, 9)
