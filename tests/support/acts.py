"""The product's acts, without those that tests of the bus register in the same process."""

from __future__ import annotations

from typing import Any

from codeclerk.kernel.acts import Act, acts


def own_acts() -> dict[str, type[Act[Any]]]:
    """Every act of the product by name, sorted."""
    return {name: act for name, act in acts().items() if act.__module__.startswith("codeclerk.")}
