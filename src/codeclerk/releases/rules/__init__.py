"""What can be decided of releases without a database: days, cut-offs, choices, names, contents."""
