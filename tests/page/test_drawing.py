"""What messages say becomes text on the page, drawn as Slack draws it, and nothing that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

# People, channels and the time as the page's state would give them.
NAMES = """{
    user: (id) => ({U1: "Olha Bondar", U2: "Ruth Ashdown"})[id] ?? null,
    channel: (id) => ({C1: "newsdesk"})[id] ?? null,
    me: "U1", zone: "Europe/Kyiv", now: () => new Date("2025-06-27T09:00:00Z"),
}"""
DRAW = f"""async ([module, name, what]) => {{
    const drawing = await import("/" + module);
    const box = document.createElement("div");
    box.append(drawing[name](what, {NAMES}));
    box.normalize();
    const tags = [...box.querySelectorAll("*")].map((node) => node.localName);
    return [box.innerHTML, box.textContent, tags,
            [...box.querySelectorAll("[href]")].map((node) => node.getAttribute("href"))];
}}"""
LINK = 'target="_blank" rel="noopener noreferrer"'

Drawn = tuple[str, str, list[str], list[str]]


def drawn(page: Page, module: str, name: str, what: object) -> Drawn:
    html, text, tags, addresses = page.evaluate(DRAW, [module, name, what])
    return html, text, tags, addresses


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain words", "plain words"),
        ("*bold* _slanted_ ~gone~", "<strong>bold</strong> <em>slanted</em> <s>gone</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("*a _b ~c *", "*a _b ~c *"),
        ("*a _b_ *c _d_ e*", "<strong>a <em>b</em> *c <em>d</em> e</strong>"),
        ("<!date^9e20^{date}|never>", '<time class="date">never</time>'),
        ("* not bold * and *not\nbold*", "* not bold * and *not\nbold*"),
        ("a `*code*` b", "a <code>*code*</code> b"),
        ("```\nx = *1*\n```", "<pre>x = *1*</pre>"),
        ("&gt; quoted\n&gt; twice\nafter", "<blockquote>quoted\ntwice</blockquote>after"),
        ("> quoted", "<blockquote>quoted</blockquote>"),
        ("before\n&gt;&gt;&gt; all\nof it", "before<blockquote>all\nof it</blockquote>"),
        ("5 &gt; 3 &amp;&amp; 2 &lt; 4", "5 &gt; 3 &amp;&amp; 2 &lt; 4"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
        (
            "<https://example.org/a?b=1&amp;c=2|the *story*>",
            f'<a href="https://example.org/a?b=1&amp;c=2" {LINK}>the *story*</a>',
        ),
        (
            "see https://example.org/a.",
            f'see <a href="https://example.org/a" {LINK}>https://example.org/a</a>.',
        ),
        (
            "*<https://example.org/|story>*",
            f'<strong><a href="https://example.org/" {LINK}>story</a></strong>',
        ),
        ("<javascript:alert(1)|story>", "&lt;javascript:alert(1)|story&gt;"),
        ("<https:|story>", "story"),
        (
            "<@U2> in <#C1>",
            '<span class="mention">@Ruth Ashdown</span> in <span class="mention">#newsdesk</span>',
        ),
        ("<@U2|ruth>", '<span class="mention">@Ruth Ashdown</span>'),
        ("<@U1>", '<span class="mention mine">@Olha Bondar</span>'),
        ("<#C9|desk>", '<span class="mention">#desk</span>'),
        ("<!channel>", '<span class="mention mine">@channel</span>'),
        ("&lt;!channel&gt; &lt;@U1&gt;", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("<!nonsense>", "&lt;!nonsense&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        (
            "<!date^1751014800^{date_short} at {time}|then>",
            '<time class="date" datetime="2025-06-27T09:00:00.000Z">Jun 27, 2025 at 12:00</time>',
        ),
        (
            "<!date^1751014800^{date_pretty}|then>",
            '<time class="date" datetime="2025-06-27T09:00:00.000Z">today</time>',
        ),
        ("<!date^soon^{date}|then>", '<time class="date">then</time>'),
        (":newspaper: and :no_such_thing:", "📰 and :no_such_thing:"),
    ],
)
def test_mrkdwn_is_read_as_slack_reads_it(modules: Page, text: str, html: str) -> None:
    assert drawn(modules, "mrkdwn.js", "mrkdwn", text)[0] == html


HARMLESS = {"strong", "em", "s", "code", "pre", "blockquote", "a", "span", "time"}
TRICKY = st.lists(
    st.sampled_from([*"*_~`<>|@#!&;:/\n '\"=()", "javascript:", "https://", "&lt;", "x"])
).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(), TRICKY))
def test_no_message_draws_anything_that_acts(modules: Page, text: str) -> None:
    _, _, tags, addresses = drawn(modules, "mrkdwn.js", "mrkdwn", text)
    assert set(tags) <= HARMLESS
    assert all(address.startswith(("http://", "https://", "mailto:")) for address in addresses)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_rich_text_shows_its_words_to_the_letter(modules: Page, text: str) -> None:
    element = {"type": "text", "text": text, "style": {"bold": True}}
    block = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [element]}],
    }
    _, shown, tags, _ = drawn(modules, "richtext.js", "richText", block)
    assert shown == text
    assert tags == ["div", "blockquote", "strong"]


def test_rich_text_draws_lists_links_people_and_code(modules: Page) -> None:
    def section(kind: str, *elements: dict[str, object]) -> dict[str, object]:
        return {"type": kind, "elements": list(elements)}

    item = section(
        "rich_text_section",
        {"type": "user", "user_id": "U2"},
        {"type": "link", "url": "https://example.org/", "text": "story"},
        {"type": "link", "url": "data:text/html,x", "text": "trap"},
    )
    block = section(
        "rich_text",
        {"type": "rich_text_list", "style": "ordered", "elements": [item]},
        section("rich_text_preformatted", {"type": "text", "text": "a < b"}),
        section("rich_text_section", {"type": "emoji", "name": "eyes"}),
        {"type": "rich_text_novelty", "elements": []},
    )
    assert drawn(modules, "richtext.js", "richText", block)[0] == (
        '<div class="rich"><ol class="rich-list indent-0"><li>'
        '<span class="mention">@Ruth Ashdown</span>'
        f'<a href="https://example.org/" {LINK}>story</a>trap</li></ol>'
        "<pre>a &lt; b</pre>"
        '<p class="rich-section">👀</p>'
        '<p class="unknown">(rich_text_novelty is not drawn on this page)</p></div>'
    )


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        ("2025-06-28T08:00", "Europe/Kyiv", "2025-06-28T05:00:00.000Z"),
        ("2025-12-01T08:00", "America/New_York", "2025-12-01T13:00:00.000Z"),
        ("2025-10-26T08:00", "Europe/London", "2025-10-26T08:00:00.000Z"),  # the clocks went back
        ("2025-03-30T08:00", "Europe/London", "2025-03-30T07:00:00.000Z"),  # they went forward
        ("2025-06-28T00:30", "UTC", "2025-06-28T00:30:00.000Z"),
    ],
)
def test_a_wall_clock_time_is_found_in_its_zone(
    modules: Page, wall: str, zone: str, instant: str
) -> None:
    there_and_back = """async ([wall, zone]) => {
        const { fromWall, wallOf } = await import("/dates.js");
        const found = fromWall(wall, zone);
        return [found.toISOString(), wallOf(found, zone)];
    }"""
    assert modules.evaluate(there_and_back, [wall, zone]) == [instant, wall]
