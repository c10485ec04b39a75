"""Commands with `--follow`: they print what is recorded from now on, until Ctrl-C."""
