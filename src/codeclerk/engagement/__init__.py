"""Engagement: days for the people of the industry with bookings, and whom to ask for help.

Who booked a place, and what somebody asks the helpdesk, is told to them and to the secretariat, and to nobody else: it
stands in streams that no log tells, and no page, feed or file names it.
"""
