"""Meetings of committees: when they meet, what is on the agenda, and by when their papers are due."""
