"""The topics a desk follows, and the phrases that mean them."""

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select

from bot.model import Topic
from store.engine import reading, writing
from store.tables import topic_phrases, topics
from store.wanted import tokens

_MEANT = (
    select(topics.c.id)
    .join(topic_phrases)
    .where(topic_phrases.c.folded == bindparam("words"), topic_phrases.c.place == 0)
)


class Topics:
    """The desk's list of topics."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Topic, ...]:
        """Every topic with its phrases, by name."""
        with reading(self._engine) as connection:
            phrases: dict[int, list[str]] = {}
            every = select(topic_phrases).order_by(topic_phrases.c.place)
            for row in connection.execute(every.where(topic_phrases.c.place > 0)):
                phrases.setdefault(row.topic_id, []).append(row.phrase)
            rows = connection.execute(select(topics).order_by(topics.c.name))
            return tuple(
                Topic(row.name, tuple(phrases.get(row.id, ())), row.media_topic) for row in rows
            )

    def save(self, wanted: Iterable[Topic]) -> None:
        """Keep topics. One of the same name gets these phrases; others stay as they are."""
        with writing(self._engine) as connection:
            for topic in wanted:
                put_topic(connection, topic)


def put_topic(connection: Connection, topic: Topic) -> int:
    """Keep a topic with its phrases, in place of one of the same name; return its id."""
    topic_id = connection.scalar(select(topics.c.id).where(topics.c.name == topic.name))
    row = {"name": topic.name, "media_topic": topic.media_topic}
    if topic_id is None:
        topic_id = connection.execute(insert(topics).returning(topics.c.id), row).scalar_one()
    else:
        connection.execute(topics.update().where(topics.c.id == topic_id).values(row))
        connection.execute(delete(topic_phrases).where(topic_phrases.c.topic_id == topic_id))
    # The name itself is phrase 0: asking about it asks for the topic.
    connection.execute(
        insert(topic_phrases),
        [
            {"topic_id": topic_id, "place": place, "phrase": phrase, "folded": _same(phrase)}
            for place, phrase in enumerate((topic.name, *topic.phrases))
        ],
    )
    return int(topic_id)


def meant_by(connection: Connection, words: str) -> tuple[int, ...]:
    """The ids of the topics of which these words are the name.

    One of a topic's phrases does not mean all that the topic does: who asks about the ferry is
    not asking about pilots, both of them shipping. Lexicon.phrases_for says what it does mean.
    """
    return tuple(connection.scalars(_MEANT, {"words": _same(words)}))


def _same(phrase: str) -> str:
    return " ".join(tokens(phrase))
