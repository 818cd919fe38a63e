"""Engagement: days for the people of the industry with bookings, and whom to ask for help."""
