"""Errors as the person who asked, and another process, get them."""

import pickle

from bot.errors import BadArticle


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = pickle.loads(pickle.dumps(BadArticle("It is empty.", "Send another.")))  # noqa: S301  our own bytes
    assert (type(error), error.seen, error.remedy, str(error)) == (
        BadArticle,
        "It is empty.",
        "Send another.",
        "It is empty. Send another.",
    )
