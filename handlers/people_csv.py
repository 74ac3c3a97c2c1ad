"""People as a table that a spreadsheet opens: name, aliases, roles with their days, and so on.

name,aliases,roles,wikidata,notes
Rustem Umerov,Рустем Умєров; R. Umerov,Minister of Defence (2023-09-06..2025-07-17),Q18394,

An alias or a role that has a semicolon stands between quotation marks; a role that ends like one
with days, and has none, ends with (..).
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date

from bot.errors import BadQuestion
from bot.export import FORMULA
from bot.model import Voice
from bot.names import fold
from store.people import KnownPerson, Role

COLUMNS = ("name", "voice", "aliases", "roles", "wikidata", "notes")
_NEEDED = "name"
_ROLE = re.compile(r"(?P<role>.+?)(?:\s*\((?P<since>[\d-]*)\s*\.\.\s*(?P<until>[\d-]*)\))?")
_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;]*))\s*(?:;|$)')
_WORST = 20  # so many bad lines are told one by one


def read_people(text: str) -> list[KnownPerson]:
    """The people of a table. Raises BadQuestion that names every line at fault."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    found, faults = [], []
    try:
        unknown = [one for one in rows.fieldnames or () if one not in COLUMNS]
        if unknown or _NEEDED not in (rows.fieldnames or ()):
            seen = ", ".join(rows.fieldnames or ("nothing",))
            raise BadQuestion(
                f"The first line names the columns {seen}.", f"It may have {', '.join(COLUMNS)}."
            )
        for row in rows:
            try:
                found.append(_person(row))
            except ValueError as error:
                faults.append(f"Line {rows.line_num}: {error}.")
    except csv.Error as error:
        faults.append(f"Line {rows.line_num}: this is not CSV ({error}).")
    if faults:
        more = f" And {len(faults) - _WORST} more lines." if len(faults) > _WORST else ""
        told = "\n".join(faults[:_WORST])
        raise BadQuestion(f"{told}{more}", "Nothing was imported: mend these and import again.")
    return found


def write_people(people: Iterable[KnownPerson]) -> str:
    """The table of people; reading it again gives the same.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    into = io.StringIO(newline="")
    table = csv.writer(into, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in people:
        cells = (
            one.name,
            one.voice.value,
            "; ".join(map(_part, one.aliases)),
            "; ".join(_part(_role_text(role)) for role in one.roles),
            one.wikidata or "",
            one.notes or "",
        )
        table.writerow([f"'{cell}" if _is_formula(cell) else cell for cell in cells])
    return into.getvalue()


def _person(row: Mapping[str | None, object]) -> KnownPerson:
    if None in row:
        raise ValueError("it has more fields than there are columns")
    values = {name: " ".join(_words(str(row.get(name) or "")).split()) for name in COLUMNS}
    if not fold(values["name"]):
        raise ValueError("the name holds no letter")
    aliases = _parts(values["aliases"])
    for alias in aliases:
        if not fold(alias):
            raise ValueError(f"the alias “{alias}” holds no letter")
    voice = values["voice"] or Voice.PERSON.value
    if voice not in (Voice.PERSON.value, Voice.BODY.value):
        raise ValueError(f"the voice is “{voice}”, which is neither person nor body")
    wikidata = values["wikidata"]
    if wikidata and not re.fullmatch(r"Q[1-9]\d{0,15}", wikidata):
        raise ValueError(f"“{wikidata}” is no Wikidata id such as Q18394")
    return KnownPerson(
        values["name"],
        aliases,
        wikidata or None,
        tuple(map(_role, _parts(values["roles"]))),
        Voice(voice),
        values["notes"] or None,
    )


def _words(cell: str) -> str:
    """What a cell says, without the apostrophe that was written before a formula."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """A spreadsheet would run it, or it would look like one that was kept from being run."""
    return cell.lstrip("'").startswith(FORMULA)


def _parts(value: str) -> tuple[str, ...]:
    found = (one[1].replace('""', '"') if one[1] else one[2] for one in _PART.finditer(value))
    return tuple(part.strip() for part in found if part and part.strip())


def _part(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"' if ";" in value or value.startswith('"') else value


def _role(value: str) -> Role:
    found = _ROLE.fullmatch(value)
    since, until = (_day(found[name]) if found else None for name in ("since", "until"))
    if since and until and until < since:
        raise ValueError(f"the role “{value}” ends before it begins")
    return Role(found["role"] if found else value, since, until)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ValueError(f"“{value}” is no day such as 2023-09-06") from error


def _role_text(role: Role) -> str:
    found = _ROLE.fullmatch(role.role)
    like_days = found is not None and found["since"] is not None
    if role.since is None and role.until is None and not like_days:
        return role.role
    return f"{role.role} ({role.since or ''}..{role.until or ''})"
