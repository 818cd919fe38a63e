"""What can be decided of votes without a database: the count and its proof, what is still needed, the archive."""
