"""What a merchant sells to agents, to be read with any of its API keys."""
