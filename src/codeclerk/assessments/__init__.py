"""The DCC's assessments of proposals: requests, queries, clocks, returns, and the figures reported of them."""
