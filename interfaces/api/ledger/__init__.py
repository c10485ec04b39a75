"""The ledger of events over HTTP: its newest head, its tiles and entries (C2SP tlog-tiles), and consistency."""
