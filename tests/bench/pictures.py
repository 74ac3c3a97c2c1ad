"""Takes the pictures in docs/ from the practice workspace with the real bot, in light and dark.

    make pictures        docs/answer.png and docs/pictures/NAME-light.png, NAME-dark.png

Needs Chromium. Invented people are asked about, so that no picture puts words into a real mouth.
"""

import base64
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "page"))

from conftest import CHROMIUM, SWITCHES  # noqa: E402  beside the page's tests
from palette import png  # noqa: E402  beside this file
from seeded import newsroom  # noqa: E402  the same

PIXELS = """async (address) => {
    const picture = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const brush = canvas.getContext("2d");
    brush.drawImage(picture, 0, 0);
    const { data } = brush.getImageData(0, 0, picture.width, picture.height);
    const text = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
    return [picture.width, picture.height, btoa(text)];
}"""
# A symbol from the page's sheet is fetched when it is first used, and is empty until then
ICONS_DRAWN = """() => [...document.querySelectorAll("svg")]
    .filter((one) => one.checkVisibility()).every((one) => one.getBBox().width > 0)"""
PICTURES = ROOT / "docs" / "pictures"
PATIENCE_MS = 20_000  # for the first article, with which the reading process starts
WINDOW = {"width": 1180, "height": 980}
QUESTION = "/whosaid Shchurenko about drones since 10 July"
TIMELINE = "@whosaid timeline Shchurenko about drones"
STORY = """Night ferry to run again

VESSEN, 28 July 2025 — The night ferry to Larkhaven will run again from the first of August, \
Nora Hale, who runs the line, said on Monday.

“People missed the boat, and for once they meant it,” Hale told reporters on the quay.

Arvid Renn, mayor of Larkhaven, said the town would pay a third of the fuel. “Half the bakers \
in my town work at night, and they have been swimming, in a manner of speaking,” Renn said.
"""


def tidy(page: Page) -> None:
    """Nothing of the mouse or of the place where one types is in the picture."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_function(ICONS_DRAWN)


def types(page: Page, text: str, into: str) -> None:
    box = page.get_by_role("textbox", name=into)
    box.fill(text)
    box.press("Enter")


def place(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name=name).click()


def answer(page: Page) -> None:
    types(page, QUESTION, "Message #newsdesk")
    expect(page.get_by_role("button", name="Share to channel")).to_be_visible()


def modal(page: Page) -> None:
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_role("dialog", name="Change the question")).to_be_visible()


def thread(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share to channel").click()
    shared = page.get_by_role("article").filter(has_text="shared by").last
    expect(shared).to_be_visible()
    shared.hover()
    shared.get_by_role("button", name="Reply in thread").click()
    replies = page.get_by_role("feed", name="Replies").get_by_role("article")
    for number, words in enumerate(["only direct", "who else?"], start=1):
        types(page, words, "Reply in the thread")
        expect(replies).to_have_count(1 + 2 * number)


def home(page: Page) -> None:
    place(page, "whosaid")
    expect(page.get_by_role("heading", name="Who said what")).to_be_visible()


def article(page: Page) -> None:
    """An article dropped in a channel with a mention is kept, and is tomorrow's news."""
    place(page, "politics")
    page.locator("#composer input[type=file]").set_input_files(
        [{"name": "night-ferry.txt", "mimeType": "text/plain", "buffer": STORY.encode()}]
    )
    types(page, "@whosaid for tomorrow", "Message #politics")
    page.get_by_role("button", name="1 reply").click(timeout=PATIENCE_MS)
    replies = page.get_by_role("feed", name="Replies").get_by_role("article")
    expect(replies).to_have_count(2)


def digest(page: Page) -> None:
    page.get_by_role("button", name="Close the thread").click()
    types(page, "/digest on 08:00", "Message #politics")
    page.get_by_role("button", name="Start this digest").click()
    expect(page.get_by_text("It is on.")).to_be_visible()
    page.get_by_role("button", name="The workspace's clock").click()
    page.get_by_role("button", name="Jump to 08:00 tomorrow").click()
    expect(page.get_by_role("feed", name="Messages")).to_contain_text("new quotes until")


def timeline(page: Page) -> None:
    """What one person said on a subject by the day, and its chart, in a thread."""
    place(page, "editors-room")
    types(page, TIMELINE, "Message #editors-room")
    asked = page.get_by_role("article").filter(has_text=TIMELINE).last
    asked.get_by_role("button", name=re.compile(r"^\d+ repl")).click(timeout=PATIENCE_MS)
    replies = page.get_by_role("feed", name="Replies")
    chart = replies.get_by_role("img").last
    expect(chart).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_function("(image) => image.complete", arg=chart.element_handle())
    chart.scroll_into_view_if_needed()


SCENES: dict[str, Callable[[Page], None]] = {
    "answer": answer,
    "modal": modal,
    "thread": thread,
    "home": home,
    "article": article,
    "digest": digest,
    "timeline": timeline,
}


def small(browser: Browser, shot: bytes) -> bytes:
    """The same picture in 256 colours; the browser itself opens it."""
    page = browser.new_page()
    address = f"data:image/png;base64,{base64.b64encode(shot).decode()}"
    width, height, pixels = page.evaluate(PIXELS, address)
    page.close()
    return png(base64.b64decode(pixels), width, height)


def take(browser: Browser, scheme: str) -> None:
    """A workspace of its own for each, because the scenes move its clock."""
    with TemporaryDirectory() as folder, newsroom(Path(folder)) as practice:
        page = browser.new_page(locale="en-GB", color_scheme=scheme, viewport=WINDOW)  # type: ignore[arg-type]  # light or dark
        page.goto(practice.server.url)
        for name, scene in SCENES.items():
            scene(page)
            tidy(page)
            shot = page.screenshot(animations="disabled")
            (PICTURES / f"{name}-{scheme}.png").write_bytes(small(browser, shot))
        page.close()


def main() -> None:
    if CHROMIUM is None:
        sys.exit("The pictures need Chromium: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*SWITCHES, "--lang=en-GB"]
        )
        for scheme in ("light", "dark"):
            take(browser, scheme)
        browser.close()
    shutil.copyfile(PICTURES / "answer-light.png", ROOT / "docs" / "answer.png")


if __name__ == "__main__":
    main()
