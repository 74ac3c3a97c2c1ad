"""The people and channels of a new workspace. The names are invented."""

from typing import Any

from handlers.practice.installed import BOT_USER, PARTNER_ID, Installed
from handlers.practice.records import IM, PRIVATE, PUBLIC, Channel, Person

REPORTER, EDITOR, GUEST, PARTNER = "U0REPORTER", "U0EDITOR", "U0GUEST", "U0PARTNER"
VISITOR = "U0VISITOR"  # a guest of one channel and no other


def people(app: Installed) -> list[Person]:
    return [
        Person(REPORTER, "reporter", "olha", "Olha Bondar", "Europe/Kyiv", color="2f6f9f"),
        Person(EDITOR, "editor", "editor", "Ines Hartley", "Europe/London", color="9f4f2f"),
        Person(
            GUEST, "guest", "sam", "Sam Okoro", "America/New_York", is_guest=True, color="6f4f9f"
        ),
        Person(
            VISITOR,
            "visitor",
            "tomas",
            "Tomas Brink",
            "Europe/Oslo",
            is_guest=True,
            is_single_channel=True,
            color="4f6f2f",
        ),
        Person(PARTNER, "partner", "mara", "Mara Quist", "Europe/Oslo", partner=PARTNER_ID),
        Person(BOT_USER, "bot", app.name, app.name, "UTC", is_bot=True, color="4a7c59"),
    ]


def channels(created: int) -> list[Channel]:
    """#random and #investigations are where the app is not a member; each guest is in one only.

    #with-partner is shared with another workspace, whose person is in no other.
    """
    staff = [REPORTER, EDITOR]

    def channel(name: str, kind: str, members: list[str], topic: str, **more: Any) -> Channel:
        number = f"C0{name.upper().replace('-', '')}"
        return Channel(number, name, kind, list(members), EDITOR, created, topic, **more)

    return [
        channel("newsdesk", PUBLIC, [*staff, GUEST, BOT_USER], "What we are working on"),
        channel("politics", PUBLIC, [*staff, VISITOR, BOT_USER], "Parliament, ministries, parties"),
        channel("random", PUBLIC, staff, "Anything else (the app is not in here)"),
        channel("investigations", PRIVATE, staff, "Private (the app is not in here)"),
        channel("editors-room", PRIVATE, [*staff, BOT_USER], "Private, with the app"),
        channel(
            "with-partner",
            PUBLIC,
            [*staff, PARTNER, BOT_USER],
            "Shared with another workspace",
            shared_with=PARTNER_ID,
        ),
        channel("old-desk", PUBLIC, [*staff, BOT_USER], "Archived last year", archived=True),
    ]


def app_dm(person: Person, created: int) -> Channel:
    """The conversation of a person with the app, as opening it makes it."""
    return Channel(
        "D0" + person.id.removeprefix("U0"), "", IM, [person.id, BOT_USER], person.id, created
    )
