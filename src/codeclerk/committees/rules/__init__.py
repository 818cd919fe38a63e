"""What can be decided of committees without a database: seats, what they are asked, themes of Working Groups."""

from codeclerk.committees.rules.seats import Basis, Constitution, Doubt, Held, Holder, Seat

__all__ = ["Basis", "Constitution", "Doubt", "Held", "Holder", "Seat"]
