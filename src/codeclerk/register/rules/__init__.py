"""What can be decided about a register without a database."""
