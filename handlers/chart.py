"""A small picture of quotes by week. It holds dates and numbers, and no word of an article."""

from collections.abc import Sequence
from io import BytesIO

from bot.timeline import Week

INCHES = (4.2, 1.9)  # Slack shows it some 360 pixels wide, at which its words must be readable
DOTS_PER_INCH = 170
INK, BAR, GRID = "#1d1c1d", "#1f3a4d", "#d9d9d9"
MOST_TICKS = 5


def weekly_png(weeks: Sequence[Week]) -> bytes:
    """The bars of at least one week as a PNG."""
    # Loading it takes half a second, which only those wait for who ask for a chart. No pyplot: its
    # figures are shared by all threads.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  see above
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    middles = [date2num(week.monday) + 3.5 for week in weeks]  # type: ignore[no-untyped-call]  # theirs
    axes.bar(middles, [week.quotes for week in weeks], width=6.3, color=BAR)
    locator = AutoDateLocator(minticks=2, maxticks=MOST_TICKS)  # type: ignore[no-untyped-call]  # theirs
    axes.xaxis.set_major_locator(locator)
    # A corner that names a month would name the last one: each day has its own.
    days = ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"]
    corner = ["", "%Y", "%Y", "%Y", "%Y", "%Y"]
    named = ConciseDateFormatter(locator, formats=days, offset_formats=corner)  # type: ignore[no-untyped-call]  # theirs
    axes.xaxis.set_major_formatter(named)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    axes.set_xlim(middles[0] - 7, middles[-1] + 7)
    axes.set_ylabel("quotes a week", color=INK)
    axes.tick_params(colors=INK, labelsize=10)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    made = BytesIO()
    canvas.print_png(made)  # type: ignore[no-untyped-call]  # theirs
    return made.getvalue()
