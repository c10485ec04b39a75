"""The rollup of events by hour: written with the audit log, compared at a rebuild, and read as figures."""
