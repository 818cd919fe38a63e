"""What can be decided of the process without a database: which statuses are reached, which steps are open, clocks."""
