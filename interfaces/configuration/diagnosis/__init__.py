"""What is wrong with a configuration file: its structure, its rules, its secrets, and the files that it names."""
