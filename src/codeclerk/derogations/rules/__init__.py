"""What can be decided of derogations without a database."""
