"""What can be decided about sources without a database: files, values, claims, and where they disagree."""
