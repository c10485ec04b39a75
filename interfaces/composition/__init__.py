"""The parts of the composition that `interfaces.bootstrap` assembles."""
