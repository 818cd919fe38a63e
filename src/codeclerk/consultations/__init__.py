"""Consultations on proposals: which are open, until when, and which are to be issued."""
