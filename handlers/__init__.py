"""handlers answer: what the outside world calls."""
