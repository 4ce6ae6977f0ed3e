"""What the command line does not understand; each ends with exit code 2."""

from web.errors import WebError


class NotUnderstood(WebError):
    """Root: the same words will never do. Values: help, what to run to learn more."""

    code = "usage"


class CommandMissing(NotUnderstood):
    """No command was named. Values: help."""

    code = "usage_command_missing"


class CommandUnknown(NotUnderstood):
    """There is no such command. Values: given, help."""

    code = "usage_command_unknown"


class OptionUnknown(NotUnderstood):
    """The command has no such option. Values: given, help."""

    code = "usage_option_unknown"


class OptionMisused(NotUnderstood):
    """An option without its value, or with one that it does not take. Values: given, help."""

    code = "usage_option_misused"


class ArgumentMissing(NotUnderstood):
    """The command needs one more word. Values: given (its name), help."""

    code = "usage_argument_missing"


class ArgumentExtra(NotUnderstood):
    """More words than the command takes. Values: given, help."""

    code = "usage_argument_extra"


class ValueWrong(NotUnderstood):
    """A word that cannot be what it stands for. Values: given (its name), help, and those of `web.faults`."""

    code = "usage_value"


class LanguageUnknown(NotUnderstood):
    """A language that we do not speak. Values: given, known."""

    code = "usage_language_unknown"


class WordsUnreadable(NotUnderstood):
    """Bytes that are no text in the terminal's encoding. Values: none."""

    code = "usage_unreadable"


class PasswordUnanswered(NotUnderstood):
    """A password was asked for and none came. Values: none."""

    code = "usage_password_unanswered"


class SettingInvalid(NotUnderstood):
    """A setting that cannot be. Values: given (its name), and those of `web.faults`."""

    code = "setting_invalid"
