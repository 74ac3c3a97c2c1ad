"""The steps from one version's tables to the next; open_store takes those that are missing."""
