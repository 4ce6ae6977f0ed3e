"""What identity refuses, each with a stable code and its values; the sentences live in the locales."""

from web.errors import WebError


class LoginWrong(WebError):
    """No such login, or not its password; which of both is not told. Values: none."""

    code = "login_wrong"


class LoginTooOften(WebError):
    """Too many wrong passwords in a short time. Values: retry_s."""

    code = "login_too_often"


class LoginTaken(WebError):
    """Another person has this login. Values: login."""

    code = "login_taken"


class LoginInvalid(WebError):
    """A login with blanks or signs that no login has. Values: login."""

    code = "login_invalid"


class PasswordShort(WebError):
    """A password that is too short to keep. Values: least."""

    code = "password_short"


class NameInvalid(WebError):
    """A name that is empty or too long. Values: field, most."""

    code = "name_invalid"


class RoleUnknown(WebError):
    """No such role. Values: role."""

    code = "role_unknown"


class RoleMissing(WebError):
    """A person without any role. Values: none."""

    code = "role_missing_for_person"


class ShopUnknown(WebError):
    """No such shop. Values: shop."""

    code = "shop_unknown"


class ShopMissing(WebError):
    """A person whose role works in a shop was given none. Values: role."""

    code = "shop_missing"


class PersonUnknown(WebError):
    """No such person. Values: person."""

    code = "person_unknown"


class SigningKeyDamaged(WebError):
    """The file of the key that signs tokens does not hold a whole one. Values: path."""

    code = "signing_key_damaged"
