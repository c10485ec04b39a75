"""The orders API, with which merchants report what happened to an order after its purchase."""
