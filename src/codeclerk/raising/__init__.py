"""Raising a change: a draft of the problem, the code administrator's comments, and the proposal that it becomes."""
