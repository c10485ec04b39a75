"""What every answer has beside that which its dialect says. Goldens are of dialects, and do not repeat it."""

OF_EVERY_ANSWER = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
