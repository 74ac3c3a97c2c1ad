"""How far each digest tells, and which threads are the bot's own."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("until", sa.BigInteger(), nullable=True))
    for name in ("started", "ended"):
        column: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column("threads", column)
    # People went on in all of them; from here on only where the bot begins.
    op.execute("UPDATE threads SET started = (1 = 1)")
    # What was posted told up to the hour it was due, or to when it was posted if the hour has been
    # moved since. The rule is written out: this step must give the same on any day.
    connection = op.get_bind()
    posted = connection.execute(
        sa.text(
            "SELECT d.subscription_id, d.day, d.ts, s.at, s.zone FROM deliveries d"
            " JOIN subscriptions s ON s.id = d.subscription_id WHERE d.ts IS NOT NULL"
        )
    )
    for row in posted.all():
        day = row.day if isinstance(row.day, date) else date.fromisoformat(row.day)
        due = datetime.combine(day, time.fromisoformat(row.at), ZoneInfo(row.zone))
        until = min(due.astimezone(UTC), datetime.fromtimestamp(float(row.ts), UTC))
        connection.execute(
            sa.text(
                "UPDATE deliveries SET until = :until WHERE subscription_id = :id AND day = :day"
            ),
            {
                "until": (until - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1),
                "id": row.subscription_id,
                "day": row.day,
            },
        )
