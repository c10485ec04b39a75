"""What a dialect says to the shop: callbacks and validation questions."""
