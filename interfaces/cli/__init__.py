"""The command `tillroll` and its subcommands."""
