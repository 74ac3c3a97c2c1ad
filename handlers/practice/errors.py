"""What Slack says no with."""

from handlers.practice.records import Json


class Refused(Exception):
    """Slack's error code, a sentence for a person who reads it, and what else the answer holds.

    details: what Slack puts into response_metadata.messages.
    """

    def __init__(
        self,
        error: str,
        text: str = "",
        *,
        details: tuple[str, ...] = (),
        extra: Json | None = None,
        status: int = 200,
    ) -> None:
        self.error = error
        self.text = text
        self.details = details
        self.extra = extra or {}
        self.status = status
        super().__init__(f"{error}: {'; '.join(details) or text}")

    def to_json(self) -> Json:
        answer: Json = {"ok": False, "error": self.error, **self.extra}
        if self.details:
            answer["errors"] = list(self.details)
            answer["response_metadata"] = {"messages": [f"[ERROR] {one}" for one in self.details]}
        return answer
