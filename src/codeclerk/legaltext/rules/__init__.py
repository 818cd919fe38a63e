"""What can be decided of legal text without a database."""
