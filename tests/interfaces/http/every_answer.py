"""Headers of every response, in addition to those that the dialect sets. The goldens do not repeat them."""

OF_EVERY_ANSWER = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
