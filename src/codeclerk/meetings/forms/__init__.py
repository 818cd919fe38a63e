"""The forms of the acts on meetings."""
