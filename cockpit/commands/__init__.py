"""A module per command of the command line."""
