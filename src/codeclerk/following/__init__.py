"""Following: what somebody wants to be told about, and what they were told and why."""
