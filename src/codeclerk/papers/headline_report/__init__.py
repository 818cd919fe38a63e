"""The headline report of a meeting: who was there, what was decided and noted, and which actions it gave."""
