"""What HTTP takes (`…Body`) and answers, where `assist.messages` has no word for it already."""

from typing import Annotated, Literal

from pydantic import Field

from assist.messages.chat import OrderView
from assist.messages.model import MOST, Box, Id, Input, Message, Micros, Sha256, ShortText, Text
from assist.messages.views import HazardView, ValueView, VehicleLine
from assist.messages.workshop import FactView, JobLine, RepairOrderLine
from web.identity.models import Role

Name = Annotated[str, Field(min_length=1, max_length=120)]
Password = Annotated[str, Field(min_length=1, max_length=128)]
Applies = Literal["yes", "no", "unknown"]
SearchStatus = Literal["found", "not_in_manual"]
SceneKind = Literal["good", "faulty", "unusable"]
VerdictWord = Literal["accept", "reject", "rework", "unsure"]


class LoginBody(Input):
    """Who one says one is."""

    login: Annotated[str, Field(min_length=1, max_length=64)]
    password: Password


class User(Message):
    """The person who is signed in. `shop` is empty for those who work for the whole chain."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    shop: str
    shop_name: Text
    lang: Literal["zh", "en"]


class SignedIn(Message):
    """A fresh access token; the refresh secret is in a cookie that no script reads."""

    token: str
    expires_at: Micros
    server_time: Annotated[Micros, Field(description="the device's own clock may be hours off")]
    user: User


class Health(Message):
    """Whether the server can do its work."""

    status: Literal["ok"]
    version: str


class DemoLogin(Message):
    """One login of the demonstration, and the page it is for."""

    login: str
    password: str
    role: Role
    name: Text
    page: str


class Demo(Message):
    """What the start page of the demonstration offers; `logins` is empty elsewhere."""

    demo: bool
    logins: tuple[DemoLogin, ...] = ()
    warning: Text


class RepairOrderBody(Input):
    """A new repair order."""

    vin: Annotated[str, Field(min_length=1, max_length=64)]
    plate: Annotated[str, Field(max_length=32)] = ""
    mileage_km: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    complaint: ShortText = ""


class RepairOrders(Message):
    """The newest repair orders of the shop, either closed or not; `more` if there are others."""

    items: tuple[RepairOrderLine, ...]
    more: bool


class FactBody(Input):
    """A person's answer to the one question."""

    fact: Id
    value: Annotated[str, Field(min_length=1, max_length=64)]


class JobBody(Input):
    """A job to be started; with a device, the person who starts it holds it there from then on."""

    repair_order: Id
    procedure: Id
    device: Annotated[str, Field(max_length=64)] = ""


class JobStartedView(Message):
    """The new job."""

    job: str


class Jobs(Message):
    """Jobs of the shop."""

    items: tuple[JobLine, ...]


class VinView(Message):
    """What is known of a vehicle by its VIN."""

    vin: str
    title: Text
    facts: tuple[FactView, ...]
    warnings: tuple[Text, ...]
    covered: bool


class SearchHit(Message):
    """One step that answers, with its source; hazards come first wherever it is shown."""

    procedure: str
    version: str
    number: str
    procedure_title: Text
    step: str
    step_number: int
    title: Text
    snippet: Text
    matched: tuple[str, ...]
    hazards: tuple[HazardView, ...]
    values: tuple[ValueView, ...]
    applies: Applies
    reason: Text | None = None


class SearchAnswer(Message):
    """Steps that answer a question, or the nearest where none does."""

    status: SearchStatus
    hits: tuple[SearchHit, ...] = ()
    nearest: tuple[SearchHit, ...] = ()


class Scene(Message):
    """One rendered photo of the demonstration."""

    name: str
    kind: SceneKind
    label: Text
    url: str


class Scenes(Message):
    """The rendered photos of one check."""

    scenes: tuple[Scene, ...]


class OverrideView(Message):
    """Why the technician went on without the camera's pass."""

    reason: str
    note: str


class ReadingView(Message):
    """What was measured where a gate demands a number, and what it has to be; empty where there is none."""

    value: str
    unit: str
    low: str
    high: str


class ReviewItem(Message):
    """One photo that waits for QA, or an override without one. `version` goes back with the verdict."""

    id: str
    sha256: str | None
    job: str
    order_number: str
    plate: str
    step: str
    step_number: int
    title: Text
    text: Text
    prompt: Text
    reading: ReadingView | None
    hazards: tuple[HazardView, ...]
    limits: tuple[ValueView, ...]
    taken_by: str
    taken_by_name: str
    taken_at: Micros
    risk: int
    risk_reasons: tuple[Text, ...]
    outcome: str | None
    cause: str
    cause_text: Text | None
    score: float | None
    heat: Box | None
    override: OverrideView | None
    good: tuple[str, ...]
    mine: bool
    version: int


class ReviewReason(Message):
    """One reason that a reject or rework may carry; chosen by its number."""

    verdict: VerdictWord
    reason: str
    label: Text
    about: Literal["photo", "reading", "work"]


class ReviewQueue(Message):
    """Photos that wait, gravest first."""

    items: tuple[ReviewItem, ...]
    waiting: int
    reasons: tuple[ReviewReason, ...] = ()


class VerdictBody(Input):
    """A reviewer's verdict; `version` is that of the photo's entry as it was seen."""

    verdict: VerdictWord
    reason: Annotated[str, Field(max_length=64)] = ""
    note: ShortText = ""
    box: Box | None = None
    version: Annotated[int, Field(ge=0, le=MOST)]


class VerdictGiven(Message):
    """The review after the verdict."""

    id: str
    verdict: VerdictWord
    version: int


class Cars(Message):
    """Cars that wait in the shop."""

    items: tuple[VehicleLine, ...]


class Orders(Message):
    """Orders of parts, newest first."""

    items: tuple[OrderView, ...]


class CancelBody(Input):
    """An order to be taken back."""

    order: Id


class ShopView(Message):
    """One workshop of the chain."""

    id: str
    name: Text


class Shops(Message):
    """Every workshop."""

    items: tuple[ShopView, ...]


class ShopBody(Input):
    """A new workshop."""

    name_zh: Name
    name_en: Name


class PersonView(Message):
    """One person, as an administrator sees them."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    shop: str
    shop_name: Text
    lang: Literal["zh", "en"]
    active: bool


class People(Message):
    """Everybody."""

    items: tuple[PersonView, ...]


class PersonBody(Input):
    """A new person, with their first password."""

    login: Annotated[str, Field(min_length=1, max_length=64)]
    name: Name
    roles: Annotated[tuple[str, ...], Field(max_length=16)]
    shop: Annotated[str, Field(max_length=64)] = ""
    lang: Literal["zh", "en"] = "zh"
    password: Password


class PasswordBody(Input):
    """Another password for somebody; ends their sessions."""

    password: Password


class PhotoStored(Message):
    """A photo whose bytes have reached the disk."""

    sha256: Sha256
    size: int
