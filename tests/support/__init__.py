"""The harness of the tests: databases, live site, browser, and the record of which inventory items work."""
