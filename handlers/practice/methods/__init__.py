"""The methods of the Web API that the workspace knows, by name."""

from handlers.practice.methods import chat, conversations, files, people, views
from handlers.practice.methods.call import METHODS, Call, Method

__all__ = ["METHODS", "Call", "Method", "chat", "conversations", "files", "people", "views"]
