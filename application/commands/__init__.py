"""All commands: of the shop, of the purchase and of the quote."""
