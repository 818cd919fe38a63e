"""Votes: who may vote on what, each position with its reasons, the count and its proof."""
