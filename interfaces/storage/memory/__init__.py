"""The storage ports in memory, for tests."""
