"""What is wrong with a database: the connection, its settings, rights, standbys, projections."""
