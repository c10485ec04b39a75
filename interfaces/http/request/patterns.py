"""Patterns of the identifiers in requests. Each is for `fullmatch`."""

import re
from typing import Final

# In lower case and with hyphens, as tillroll writes it.
GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# In either case, each hyphen optional, as callers write it.
LENIENT_GUID: Final = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
# A positive number of at most 19 digits, the length of an Int64.
ORDER_NUMBER: Final = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
