"""What can be decided of the parts of a proposal without a database."""
