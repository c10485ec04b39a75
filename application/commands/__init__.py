"""Every command, by who asks: the shop, the purchase, the quote."""
