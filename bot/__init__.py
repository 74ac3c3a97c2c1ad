"""bot thinks: it reads articles, understands questions, decides digests. Values in, values out."""
