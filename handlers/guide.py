"""Help, once: what can be asked and how. /whosaid help, mentions, DMs, Home and docs show this."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.errors import BadQuestion


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the bot does. topic: what follows "help". examples: typed as they stand here."""

    topic: str
    usage: str
    what: str
    examples: tuple[str, ...]


def entries(command: str, digest_command: str) -> tuple[Entry, ...]:
    """The whole guide, with the commands under the names they have in this workspace."""
    return (
        *_asked(command),
        *_made_of_quotes(command),
        *_kept(command, digest_command),
        *_looked_after(command),
    )


def _asked(command: str) -> tuple[Entry, ...]:
    return (
        Entry(
            "ask",
            f"{command} NAME [about WORDS] [since|before|until|between|in|on|last|past WHEN]"
            " [in OUTLET] [direct|indirect]",
            "What somebody said, newest first. Only you see the answer until you share it.",
            (
                f"{command} Umerov",
                f"{command} Umerov about drones since June",
                f"{command} Zelensky in July",
            ),
        ),
        Entry(
            "about",
            f"{command} about WORDS [WHEN]",
            "Everybody who is quoted on a subject. A subject brings the words that mean it.",
            (f"{command} about drones", f"{command} about ceasefire since May"),
        ),
        Entry(
            "about-person",
            f"{command} about-person NAME [WHEN]",
            "What others said that mentions somebody, by name, alias or surname.",
            (f"{command} about-person Umerov",),
        ),
        Entry(
            "phrase",
            f'{command} "EXACT WORDS"',
            "Who said exactly these words.",
            (f'{command} "air defence"',),
        ),
    )


def _made_of_quotes(command: str) -> tuple[Entry, ...]:
    return (
        Entry(
            "timeline",
            f"{command} timeline NAME [about WORDS] [WHEN]",
            "What somebody said in the order in which it was said, with a chart of quotes by week."
            " Under an answer, the button Timeline does the same.",
            (f"{command} timeline Umerov about drones",),
        ),
        Entry(
            "export",
            f"{command} export NAME [about WORDS] [WHEN] [as csv|csl|schema|annotations|markdown]",
            "The quotes as a file, in your DM with me: a table, or a form for other programs."
            " In a DM or a thread, type export without the slash; alone, it takes what the thread"
            " is on.",
            (f"{command} export Umerov about drones as csv",),
        ),
        Entry(
            "verify",
            f'{command} verify "SENTENCE" [by NAME]',
            "Whether words were said as they are quoted, with the true wording beside them. On"
            " any message, the shortcuts Check this quote and Who said this do the same. A draft"
            " sent to me after the word check, in a DM or where you mention me (check, then its"
            " text on the same line or below, or a file beside the word), has all its quotations"
            " checked, and none of it is kept.",
            (f'{command} verify "Ministers change faster than batteries"',),
        ),
    )


def _kept(command: str, digest_command: str) -> tuple[Entry, ...]:
    return (
        Entry(
            "threads",
            "about WORDS · since WHEN · who else? · only direct · more · context NUMBER · stop",
            "In a thread that I started, and under your mention in a channel, go on without a"
            " mention: what you say changes that part of the question and leaves the rest. all"
            " quotes, any time, any outlet and any topic take a part away. Quotes are numbered on"
            " from page to page: context 7 is the one under 7."
            " I keep to threads, and fall silent at stop or thanks.",
            (),
        ),
        Entry(
            "links",
            f"{command} links on|off",
            "Whether I read every link to an article that is posted in this channel. In a DM, or"
            " when you mention me, I read links, pasted articles and files (text, HTML, DOCX, PDF,"
            " mail) at any time.",
            (f"{command} links on", f"{command} links off"),
        ),
        Entry(
            "save",
            "Save, under an answer",
            "Keeps a person or a question on my Home tab, where I can be told to send you what is"
            " new on it in a DM: every morning, or at once.",
            (),
        ),
        Entry(
            "digest",
            f"{digest_command} on HH:MM [QUESTION] | off | status",
            "A daily message in this channel with what was new, in your time zone. Who set it up"
            " can change it, here or on my Home tab.",
            (f"{digest_command} on 08:00", f"{digest_command} status", f"{digest_command} off"),
        ),
    )


def _looked_after(command: str) -> tuple[Entry, ...]:
    return (
        Entry(
            "wrong",
            "Wrong?, under a quote, or in the choice under a digest, a timeline, news or a draft",
            "Says who said it really, on which day and in which words of its paragraph, or that it"
            " is no quote. It counts at once, and over every later version of the article; what I"
            " have posted with the quote is changed too. Who may do so is a setting.",
            (),
        ),
        Entry(
            "people",
            f"{command} people",
            "Who may be one person, with what speaks for it: Same person or Keep apart. I never"
            " join two people by myself. For those who may correct the archive.",
            (f"{command} people",),
        ),
        Entry(
            "log",
            f"{command} log",
            "What people have changed in the archive, who and when, with Undo. For those who may"
            " correct it.",
            (f"{command} log",),
        ),
        Entry(
            "help",
            f"{command} help [SUBJECT]",
            "This page, or one part of it.",
            (f"{command} help", f"{command} help digest"),
        ),
    )


_LIKE_ENOUGH = 60  # of 100: below, a subject is not worth suggesting


def chosen(guide: tuple[Entry, ...], subject: str) -> tuple[Entry, ...]:
    """All of it for no subject, else that one part. Raises BadQuestion for an unknown subject."""
    wanted = subject.strip().lstrip("/").casefold()
    if not wanted:
        return guide
    for entry in guide:
        if entry.topic == wanted:
            return (entry,)
    meant = near(guide, wanted)
    remedy = f"Try help {meant}." if meant else "Type help for all of it."
    raise BadQuestion(f"There is no help on {subject.strip()}.", remedy)


def near(guide: tuple[Entry, ...], word: str) -> str | None:
    """The subject that a word may be a slip for."""
    topics = [entry.topic for entry in guide]
    found = process.extractOne(word, topics, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return str(found[0]) if found else None
