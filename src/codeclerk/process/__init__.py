"""The change process of the code: its steps as data, what is open from a status, and by when. Read-only."""
