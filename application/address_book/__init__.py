"""The known addresses of a merchant's buyers: from imports and purchases, for the destinations of later sessions."""
