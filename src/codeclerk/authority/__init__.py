"""What is with the Authority, since when, and everything it needs to decide in one file."""
