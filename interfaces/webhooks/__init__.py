"""How tillroll reaches the world: callbacks that go out to shops, and questions that shops are asked."""
