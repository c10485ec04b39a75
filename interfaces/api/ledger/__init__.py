"""The ledgers over HTTP: the newest head, tiles and entries (C2SP tlog-tiles), and consistency."""
