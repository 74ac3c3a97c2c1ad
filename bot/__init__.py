"""bot thinks: reading articles, understanding questions, deciding digests. Pure values in and out."""
