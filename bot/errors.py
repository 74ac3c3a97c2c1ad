"""Errors a person can act on. Everything else is a bug and keeps its traceback."""


class WhosaidError(Exception):
    """What was seen, in one sentence, and what to do instead, in another.

    str(error) is both, ready to be shown to the person who asked.
    """

    def __init__(self, seen: str, remedy: str) -> None:
        super().__init__(seen, remedy)  # both, so that it comes whole out of another process
        self.seen = seen
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.seen} {self.remedy}"


class BadQuestion(WhosaidError):
    """The words of a question could not be understood."""


class BadArticle(WhosaidError):
    """An article could not be obtained or read; nothing of it was kept."""


class Unreached(BadArticle):
    """A site did not give its page: it may at another time, or to a person with a browser."""


class BadSetting(WhosaidError):
    """A setting is missing or malformed; the sentence starts with its name."""


class NotAllowed(WhosaidError):
    """Somebody may not do what they asked for."""


class StoreError(WhosaidError):
    """The database cannot be opened, read or written."""
