"""All commands: of the shop, of the purchase, of the quote and of the order."""
