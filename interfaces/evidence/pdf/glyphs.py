"""Replaces the characters that no font of the PDF has by their numbers. PDF/A refuses them, and a gap would mislead.

The fonts are those that Typst brings along: Libertinus Serif, DejaVu Sans Mono, New Computer Modern.
"""

from dataclasses import dataclass
from itertools import chain
from typing import Final

from interfaces.runtime.printable import printable

# Every range of code points that these fonts have, in hexadecimal. A test compiles all of them.
_COVERED: Final = (
    "20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-556 559-58a 58d-58f "
    "591-5c7 5d0-5ea 5ef-5f4 606-60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 683-684 "
    "686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 900-97f e3f e81-e82 e84 e87-e88 e8a e8d e94-e97 e99-e9f "
    "ea1-ea3 ea5 ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 115f-1160 13a0-13f5 13f8-13fd 17b4-17b5 "
    "17c1-17c3 180b-180d 180f 1ab0-1ace 1d00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d "
    "1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2027 "
    "202f-2040 2042 2044-2052 2054-205f 2070-2071 2074-208e 2090-209c 20a0-20c0 20d0-20f0 2100-211e 2120 "
    "2122 2124 2126-2151 2153-2184 2189 2190-23ff 2422-2423 2460-262f 2638-268b 2690-269c 26a0-26a7 "
    "26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794 "
    "2798-27af 27b1-2b73 2b76-2b95 2b97-2bff 2c60-2cf3 2cf9-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f "
    "2e22-2e25 2e2e a640-a641 a648-a649 a656-a657 a708-a716 a71b-a727 a72d a730 a735 a765 a789-a78e "
    "a790-a791 a793 a7aa a7f8-a7f9 ab52 ab66 fb00-fb06 fb13-fb17 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 "
    "fb43-fb44 fb46-fb4f fffc-fffd "
)
_NARROW_END: Final = 0x17F
"""The end of Latin Extended-A. All letters up to there are single characters of the first font."""


def _parse(ranges: str) -> frozenset[int]:
    bounds = (each.partition("-") for each in ranges.split())
    return frozenset(
        chain.from_iterable(
            range(int(first, 16), int(last or first, 16) + 1) for first, _, last in bounds
        )
    )


COVERED: Final = _parse(_COVERED)


@dataclass
class GlyphFilter:
    """Counts what it replaces. With `is_narrow`, it leaves only Latin letters, digits and signs."""

    is_narrow: bool = False
    replaced: int = 0

    def replace(self, text: str) -> str:
        """Return the text with every character that cannot be drawn as `[U+1F455]`. Line breaks become spaces.

        What is not seen, or changes how others are seen, is replaced too.
        """
        if text.isascii() and text.isprintable():
            return text
        return "".join(map(self._replace_char, text.replace("\r\n", "\n")))

    def _replace_char(self, char: str) -> str:
        code = ord(char)
        if char in "\n\t":
            return " "
        is_drawn = code in COVERED and printable(char) == char
        if is_drawn and not (self.is_narrow and code > _NARROW_END):
            return char
        self.replaced += 1
        return f"[U+{code:04X}]"
