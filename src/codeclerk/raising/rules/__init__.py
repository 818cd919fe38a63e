"""What can be decided of a draft without a database."""
