"""The people and channels of a new workspace. The names are invented."""

from handlers.practice.installed import BOT_USER, Installed
from handlers.practice.records import IM, PRIVATE, PUBLIC, Channel, Person

REPORTER, EDITOR, GUEST = "U0REPORTER", "U0EDITOR", "U0GUEST"


def people(app: Installed) -> list[Person]:
    return [
        Person(REPORTER, "reporter", "olha", "Olha Bondar", "Europe/Kyiv", color="2f6f9f"),
        Person(EDITOR, "editor", "editor", "Ines Hartley", "Europe/London", color="9f4f2f"),
        Person(
            GUEST, "guest", "sam", "Sam Okoro", "America/New_York", is_guest=True, color="6f4f9f"
        ),
        Person(BOT_USER, "bot", app.name, app.name, "UTC", is_bot=True, color="4a7c59"),
    ]


def channels(created: int) -> list[Channel]:
    """#random and #investigations are where the app is not a member; the guest is in one only."""
    staff = [REPORTER, EDITOR]

    def channel(
        name: str, kind: str, members: list[str], topic: str, archived: bool = False
    ) -> Channel:
        number = f"C0{name.upper().replace('-', '')}"
        return Channel(number, name, kind, members, EDITOR, created, topic, archived)

    return [
        channel("newsdesk", PUBLIC, [*staff, GUEST, BOT_USER], "What we are working on"),
        channel("politics", PUBLIC, [*staff, BOT_USER], "Parliament, ministries, parties"),
        channel("random", PUBLIC, staff, "Anything else (the app is not in here)"),
        channel("investigations", PRIVATE, staff, "Private (the app is not in here)"),
        channel("editors-room", PRIVATE, [*staff, BOT_USER], "Private, with the app"),
        channel("old-desk", PUBLIC, [*staff, BOT_USER], "Archived last year", archived=True),
    ]


def app_dm(person: Person, created: int) -> Channel:
    """The conversation of a person with the app, as opening it makes it."""
    return Channel(
        "D0" + person.id.removeprefix("U0"), "", IM, [person.id, BOT_USER], person.id, created
    )
