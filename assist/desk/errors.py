"""What the desk refuses."""

from assist.errors import AssistError


class ChatUnknown(AssistError):
    """There is no such chat of this person. Values: chat."""

    code = "chat_unknown"
