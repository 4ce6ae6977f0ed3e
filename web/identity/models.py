"""People, shops and roles as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NewType, get_args

UserId = NewType("UserId", str)
ShopId = NewType("ShopId", str)
Role = Literal[
    "technician",
    "foreman",
    "parts_clerk",
    "qa_reviewer",
    "author",
    "approver",
    "manager",
    "administrator",
]
ROLES: tuple[Role, ...] = get_args(Role)
WORK_IN_A_SHOP: frozenset[Role] = frozenset({"technician", "foreman", "parts_clerk"})


@dataclass(frozen=True)
class Shop:
    """A workshop of the chain; its name in both languages."""

    id: ShopId
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Person:
    """Somebody with a login. `shop` is empty for those who work for the whole chain."""

    id: UserId
    login: str
    name: str
    lang: str
    roles: frozenset[Role]
    shop: ShopId
    shop_name: Mapping[str, str]
    active: bool = True


@dataclass(frozen=True)
class NewPerson:
    """What an administrator says of a new person."""

    login: str
    name: str
    roles: frozenset[str]
    shop: str = ""
    lang: str = "zh"
