"""What many articles leave in pieces is put together once a day, without anybody asking."""

from datetime import timedelta

from newsrooms import Newsroom
from sqlalchemy import text
from stories import story

from store.engine import reading


def pieces(newsroom: Newsroom) -> int:
    with reading(newsroom.engine) as connection:
        return int(connection.scalar(text("SELECT count(DISTINCT segid) FROM quotes_text_idx")))


def ticks(newsroom: Newsroom, later: timedelta) -> None:
    newsroom.world.clock.advance(later)
    newsroom.bot.clock.tick(newsroom.world.clock.now())


def test_the_clock_puts_the_text_index_together_once_a_day(newsroom: Newsroom) -> None:
    assert pieces(newsroom) > 1
    ticks(newsroom, timedelta(seconds=20))
    ticks(newsroom, timedelta(seconds=20))
    assert pieces(newsroom) == 1
    more = story("Tarn Okello", "The bridge will stay open all night.")
    newsroom.archive.add(more, now=newsroom.world.clock.now())
    ticks(newsroom, timedelta(hours=1))
    assert pieces(newsroom) == 2
    ticks(newsroom, timedelta(hours=24))
    ticks(newsroom, timedelta(seconds=20))
    assert pieces(newsroom) == 1
