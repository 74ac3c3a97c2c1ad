"""Files as newsrooms get them, written here: PDF, DOCX, mail and the wires' formats."""

import json
import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
import pypdf

NAR = "http://iptc.org/std/nar/2006-10-01/"
WORDS = "“The bridge will hold,” said the engineer, Ida Holm."


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of lines of type, one list of lines to a page."""
    parts: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                          b"/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = b"BT /F1 11 Tf 14 TL 60 740 Td "
        for line in lines:
            words = line.encode("cp1252").replace(b"\\", b"\\\\")
            shown += b"(" + words.replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T* "
        shown += b"ET"
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(parts)
        )
        kids.append(b"%d 0 R" % len(parts))
    parts[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    parts[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)


def locked(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(BytesIO(data))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip file of parts; two underscores in a name are a slash."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def ninjs(**changed: object) -> bytes:
    item: dict[str, object] = {
        "uri": "urn:newsml:wire.example:2025:41",
        "version": "2",
        "pubStatus": "usable",
        "versionCreated": "2025-06-27T09:30:00+03:00",
        "headlines": [
            {"role": "hlrole:short", "value": "Bridge"},
            {"role": "hlrole:main", "value": "Bridge holds"},
        ],
        "by": "Ada Reed",
        "infoSources": [{"name": "Coast Wire"}],
        "bodies": [
            {"role": "summary", "contentType": "text/plain", "value": "It holds."},
            {"contentType": "text/html", "value": f"<p>It <b>held</b>.</p><p>{WORDS}</p>"},
        ],
    }
    told = {key: value for key, value in {**item, **changed}.items() if value is not None}
    return json.dumps(told).encode()


def newsml(status: str = "stat:usable", *, content: str = "", before: str = "") -> bytes:
    content = content or (
        '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline>'
        "<hl1>Bridge holds</hl1></hedline></body.head><body.content><p>It <em>held</em>.</p>"
        f"<p>{WORDS}</p></body.content></body></nitf></inlineXML>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{before}<newsItem xmlns="{NAR}" guid="urn:newsml:wire.example:2025:42" version="3"
 standard="NewsML-G2" standardversion="2.35" conformance="power">
<itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:CW"><name>Coast Wire</name></provider>
<versionCreated>2025-06-27T01:30:00+03:00</versionCreated>
<embargoed>2025-06-29T06:00:00Z</embargoed><pubStatus qcode="{status}"/></itemMeta>
<contentMeta><by>Ada Reed</by><headline>Bridge  holds</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>""".encode()


MAIL = """From: "Ada Reed, Port of Vessen" <press@port.example>
To: desk@gauge.example
Subject: =?utf-8?q?Bridge_holds_=E2=80=94_for_now?=
Date: Fri, 27 Jun 2025 01:30:00 +0300
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

The bridge over the Sorn has held for the first night with lorries on it,
and it will go on holding all winter.
- It cost a lot.

“The bridge will hold for as long as anybody drives over it and then some
more,” said the engineer, Ida Holm.
"""
