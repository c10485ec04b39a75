"""What a pack has beside events and proofs, and can be checked: states and revealed texts."""
