"""The practice workspace: a Slack that runs on this machine, as strict as Slack.

`run` is what `whosaid practice` does; `driver.workspace` is what tests use.
"""

from handlers.practice.start import PORT, run

__all__ = ["PORT", "run"]
