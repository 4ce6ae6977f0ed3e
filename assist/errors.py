"""What assist refuses, each with a stable code and its values; the sentences live in the locales."""

from typing import ClassVar


class AssistError(Exception):
    """Root of the tree; `code` names the text, `values` fills it."""

    code: ClassVar[str] = "assist_error"
    temporary: ClassVar[bool] = False

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self._values = {name: str(value) for name, value in values.items()}

    def values(self) -> dict[str, str]:
        """What the error is about, ready to stand in its text."""
        return dict(self._values)


class JobUnknown(AssistError):
    """No such job in this person's shop. Values: job."""

    code = "job_unknown"


class RepairOrderUnknown(AssistError):
    """No such repair order in this person's shop. Values: repair_order."""

    code = "repair_order_unknown"


class RepairOrderBusy(AssistError):
    """A job of the repair order is under way. Values: number."""

    code = "repair_order_busy"


class ProcedureNotOffered(AssistError):
    """The procedure does not apply to this vehicle, or is not approved. Values: procedure."""

    code = "procedure_not_offered"


class NotAllowed(AssistError):
    """The person's role or shop does not allow it. Values: what."""

    code = "not_allowed"


class ShopNeeded(AssistError):
    """The person belongs to no shop, and this is done for one. Values: none."""

    code = "shop_needed"


class IdemConflict(AssistError):
    """The same key came with another body. Values: idem."""

    code = "idem_conflict"


class DseqGap(AssistError):
    """Entries of the outbox are missing before this one. Values: expected."""

    code = "dseq_gap"
    temporary = True


class OutboxForeign(AssistError):
    """The outbox was opened by another person. Values: outbox."""

    code = "outbox_foreign"


class EvidenceUnknown(AssistError):
    """No such evidence. Values: evidence."""

    code = "evidence_unknown"


class EvidenceSuperseded(AssistError):
    """Something newer counts in its place. Values: evidence."""

    code = "evidence_superseded"


class ChannelUnknown(AssistError):
    """Nothing by this name may be followed by this person. Values: ch."""

    code = "channel_unknown"


class FieldTooLong(AssistError):
    """A text of a repair order is longer than its field. Values: field, most."""

    code = "field_too_long"


class MileageRefused(AssistError):
    """A mileage under nothing or beyond any car. Values: field; mileage_km and most, with grouped digits."""

    code = "mileage_refused"
