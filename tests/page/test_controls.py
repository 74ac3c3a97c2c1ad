"""Every element a person can act on says what it is, works by keyboard, and sends what it holds."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

DRAW = """async (blocks) => {
    const { drawBlocks } = await import("/blocks.js");
    window.sent = [];
    window.fields = new Map();
    const names = {user: () => null, channel: () => null, me: "U1", zone: "Europe/Kyiv",
                   now: () => new Date("2025-06-27T09:00:00Z")};
    const said = (text) => ({text: {type: "plain_text", text}, value: text.toLowerCase()});
    const drawn = drawBlocks(blocks, {
        names, fields,
        everybody: () => [{value: "U1", text: "Olha Bondar"}, {value: "U2", text: "Ruth Ashdown"}],
        conversations: () => [{value: "C1", text: "#newsdesk"}],
        send: async (kind, { action_id }, block, value) => { sent.push([kind, action_id, value]); },
        options: async (element, block, query) => ({options: ["Ivo", "Iva"].map(said)
            .filter((option) => option.value.startsWith(query))}),
    });
    document.body.replaceChildren(drawn);
}"""
HELD = "[...window.fields.values()].map((field) => field.read())"


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"text": plain(text), "value": text.lower()} for text in texts]


def action(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": "a", **more}


def draw(page: Page, *elements: dict[str, Any]) -> None:
    page.evaluate(DRAW, [{"type": "actions", "block_id": "b", "elements": list(elements)}])


def draw_input(page: Page, element: dict[str, Any], **more: Any) -> None:
    block = {"type": "input", "block_id": "b", "label": plain("Who"), "element": element, **more}
    page.evaluate(DRAW, [block])


def sent(page: Page) -> Any:
    return page.evaluate("window.sent")


def held(page: Page) -> Any:
    return page.evaluate(HELD)


def test_a_button_is_pressed_by_keyboard(modules: Page) -> None:
    draw(modules, action("button", text=plain("Share &amp; tell"), value="7"))
    modules.get_by_role("button", name="Share & tell").press("Enter")
    assert sent(modules) == [["press", "a", "7"]]


def test_a_button_that_asks_first_is_sent_only_when_the_person_agrees(modules: Page) -> None:
    confirm = {"title": plain("Sure?"), "text": plain("It is for all."), "confirm": plain("Yes")}
    draw(modules, action("button", text=plain("Stop"), confirm=confirm))
    modules.get_by_role("button", name="Stop").press("Enter")
    dialog = modules.get_by_role("dialog", name="Sure?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    assert sent(modules) == []
    expect(modules.get_by_role("button", name="Stop")).to_be_focused()
    modules.get_by_role("button", name="Stop").press("Enter")
    expect(dialog.get_by_role("button", name="Yes")).to_be_focused()
    modules.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    modules.wait_for_function("window.sent.length > 0")
    assert sent(modules) == [["press", "a", None]]


def test_a_button_with_an_address_is_a_link_and_a_bad_address_is_none(modules: Page) -> None:
    draw(modules, action("button", text=plain("Read"), url="https://example.org/a"))
    expect(modules.get_by_role("link", name="Read")).to_have_attribute(
        "href", "https://example.org/a"
    )
    draw(modules, action("button", text=plain("Read"), url="javascript:alert(1)"))
    expect(modules.get_by_role("link")).to_have_count(0)


def test_an_overflow_menu_is_walked_with_the_arrows(modules: Page) -> None:
    draw(modules, action("overflow", options=options("Show context", "Who else", "Wrong?")))
    more = modules.get_by_role("button", name="More actions")
    more.press("Enter")
    expect(modules.get_by_role("menuitem", name="Show context")).to_be_focused()
    modules.keyboard.press("Escape")
    expect(modules.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    more.press("Enter")
    for key in ("ArrowUp", "ArrowUp", "Enter"):
        modules.keyboard.press(key)
    assert sent(modules) == [["select", "a", "who else"]]


def test_a_select_menu_is_searched(modules: Page) -> None:
    draw(modules, action("static_select", options=options("May", "June", "July")))
    modules.get_by_role("combobox").press("ArrowDown")
    modules.keyboard.type("ju")
    expect(modules.get_by_role("option")).to_have_text(["June", "July"])
    modules.keyboard.press("ArrowDown")
    modules.keyboard.press("Enter")
    expect(modules.get_by_role("listbox")).to_have_count(0)
    expect(modules.get_by_role("combobox")).to_have_text("July")
    expect(modules.get_by_role("combobox")).to_be_focused()
    assert sent(modules) == [["select", "a", "july"]]


def test_a_select_menu_low_in_the_window_stays_within_it(modules: Page) -> None:
    modules.set_viewport_size({"width": 700, "height": 500})
    modules.add_style_tag(url="/menus.css")
    modules.add_style_tag(content="body { padding-top: 430px }")
    draw(modules, action("static_select", options=options(*(f"Day {n}" for n in range(40)))))
    modules.get_by_role("combobox").click()
    modules.wait_for_function(
        "() => { const box = document.querySelector('.choice-menu').getBoundingClientRect();"
        " return box.height > 200 && box.top >= 0 && box.bottom <= innerHeight; }"
    )


def test_an_external_select_asks_the_app_once_enough_is_typed(modules: Page) -> None:
    draw(modules, action("external_select", min_query_length=2, placeholder=plain("A name")))
    modules.get_by_role("combobox", name="A name").click()
    modules.keyboard.type("i")
    expect(modules.get_by_text("Type 2 or more letters")).to_be_visible()
    modules.keyboard.type("va")
    expect(modules.get_by_role("option")).to_have_text(["Iva"])
    modules.keyboard.press("Enter")
    assert sent(modules) == [["select", "a", "iva"]]


def test_a_multiple_select_keeps_several_and_lets_go(modules: Page) -> None:
    chosen = options("May")
    draw(
        modules,
        action("multi_static_select", options=options("May", "June"), initial_options=chosen),
    )
    modules.get_by_role("combobox").click()
    modules.get_by_role("option", name="June").click()
    modules.get_by_role("option", name="May").click()
    modules.keyboard.press("Escape")
    assert held(modules) == [["june"]]
    assert sent(modules) == [["select", "a", ["may", "june"]], ["select", "a", ["june"]]]


@pytest.mark.parametrize(
    ("kind", "shown", "value"),
    [("users_select", "Ruth Ashdown", "U2"), ("conversations_select", "#newsdesk", "C1")],
)
def test_people_and_channels_are_chosen_by_name(
    modules: Page, kind: str, shown: str, value: str
) -> None:
    draw(modules, action(kind))
    modules.get_by_role("combobox").click()
    modules.get_by_role("option", name=shown).click()
    assert sent(modules) == [["select", "a", value]]


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (action("datepicker", initial_date="2025-06-27"), "2025-06-27"),
        (action("timepicker", initial_time="08:00"), "08:00"),
        (action("datetimepicker", initial_date_time=1751014800), 1751014800),
        (action("plain_text_input", initial_value="drones"), "drones"),
        (action("plain_text_input", multiline=True, initial_value="a\nb"), "a\nb"),
        (action("number_input", initial_value="5"), "5"),
        (action("email_text_input"), None),
        (action("url_text_input", initial_value="https://a.org"), "https://a.org"),
        (action("static_select", options=options("May")), None),
        (
            action(
                "radio_buttons",
                options=options("All", "Some"),
                initial_option=options("Some")[0],
            ),
            "some",
        ),
        (
            action("checkboxes", options=options("A", "B"), initial_options=options("A", "B")),
            ["a", "b"],
        ),
        (action("checkboxes", options=options("A", "B")), []),
    ],
    ids=lambda case: case.get("type") if isinstance(case, dict) else "",
)
def test_an_input_holds_what_it_starts_with_under_its_label(
    modules: Page, element: dict[str, Any], value: Any
) -> None:
    draw_input(modules, element)
    assert held(modules) == [value]
    expect(modules.get_by_label("Who").first).to_be_visible()


def test_an_input_tells_nobody_until_it_is_submitted_unless_it_is_asked_to(modules: Page) -> None:
    draw_input(modules, action("plain_text_input"), hint=plain("A name"), optional=True)
    field = modules.get_by_role("textbox", name="Who (optional)")
    expect(field).to_have_accessible_description("A name")
    field.fill("Ivo")
    field.press("Enter")
    assert (sent(modules), held(modules)) == ([], ["Ivo"])
    draw_input(modules, action("plain_text_input"), dispatch_action=True)
    modules.get_by_role("textbox", name="Who").fill("Iva")
    modules.get_by_role("textbox", name="Who").press("Enter")
    assert sent(modules) == [["select", "a", "Iva"]]


def test_ticks_are_set_by_keyboard(modules: Page) -> None:
    draw(modules, action("radio_buttons", options=options("All", "Some")))
    modules.get_by_role("radio", name="All").focus()
    modules.keyboard.press("Space")
    modules.keyboard.press("ArrowDown")
    assert sent(modules) == [["select", "a", "all"], ["select", "a", "some"]]


def test_what_cannot_be_drawn_is_named(modules: Page) -> None:
    modules.evaluate(DRAW, [{"type": "video", "block_id": "b"}])
    expect(modules.get_by_text("(a video block is not drawn on this page)")).to_be_visible()
    draw(modules, action("novelty"))
    expect(modules.get_by_text("(a novelty is not drawn on this page)")).to_be_visible()


def test_a_picture_from_elsewhere_is_named_and_never_fetched(modules: Page) -> None:
    picture = {
        "type": "image",
        "block_id": "b",
        "image_url": "https://example.org/a.png",
        "alt_text": "Quotes by week",
    }
    modules.evaluate(DRAW, [picture])
    expect(modules.get_by_role("img", name="Quotes by week")).to_be_visible()
    expect(modules.locator("img")).to_have_count(0)


def test_a_table_has_heads_and_rows(modules: Page) -> None:
    def raw(text: str) -> dict[str, str]:
        return {"type": "raw_text", "text": text}

    rows = [[raw("Words"), raw("Verdict")], [raw("“one”"), raw("exact")]]
    modules.evaluate(DRAW, [{"type": "table", "block_id": "b", "rows": rows}])
    expect(modules.get_by_role("columnheader")).to_have_text(["Words", "Verdict"])
    expect(modules.get_by_role("cell")).to_have_text(["“one”", "exact"])
