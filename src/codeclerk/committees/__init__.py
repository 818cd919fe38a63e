"""Committees: how each is made up, who is interested in which proposal, and what they were asked and said."""
