"""store remembers: the only place with SQL."""
