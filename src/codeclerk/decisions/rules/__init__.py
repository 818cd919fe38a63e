"""What can be decided of decisions without a database."""
