"""The endpoints of `/api/v1/`. Each one checks its parameters, looks through the lens, and lets a folder answer."""

# In the order in which the page of the API lists them.
from codeclerk.api.endpoints import proposals, done, bodies, code, record  # noqa: F401, I001
from codeclerk.api.endpoints.base import api

__all__ = ["api"]
