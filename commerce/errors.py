"""What commerce refuses, each with a stable code and its values; the sentences live in the locales."""

from typing import ClassVar


class CommerceError(Exception):
    """Root of the tree; `code` names the text, `values` fills it."""

    code: ClassVar[str] = "commerce_error"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self._values = {name: str(value) for name, value in values.items()}

    def values(self) -> dict[str, str]:
        """What the error is about, ready to stand in its text."""
        return dict(self._values)


class AmountTooLarge(CommerceError):
    """A sum of money beyond what one quote may carry. Values: amount, most."""

    code = "amount_too_large"


class NumberUnreadable(CommerceError):
    """A part number that is empty, too long, or holds characters no number has. Values: number, most."""

    code = "part_number_unreadable"


class PartUnknown(CommerceError):
    """No part by this id. Values: part."""

    code = "part_unknown"


class SupersessionCircle(CommerceError):
    """Numbers that replace each other in a circle. Values: number."""

    code = "supersession_circle"


class QuantityRefused(CommerceError):
    """A quantity under one or over the limit. Values: quantity, least, most."""

    code = "quantity_refused"


class TooManyLines(CommerceError):
    """A cart with more lines than one order may have. Values: most."""

    code = "too_many_lines"


class CartMixed(CommerceError):
    """Lines from two places in one cart; each place gets an order of its own. Values: none."""

    code = "cart_mixed"


class CartEmpty(CommerceError):
    """A quote was asked for an empty cart. Values: none."""

    code = "cart_empty"


class CartUnknown(CommerceError):
    """No cart by this id that belongs to this person. Values: cart."""

    code = "cart_unknown"


class QuoteUnknown(CommerceError):
    """No quote by this id for this shop. Values: quote."""

    code = "quote_unknown"


class QuoteExpired(CommerceError):
    """The pinned price has run out; ask again. Values: quote."""

    code = "quote_expired"


class QuoteUsed(CommerceError):
    """The quote was ordered already. Values: quote, order (its number)."""

    code = "quote_used"


class IdemConflict(CommerceError):
    """The same key with another body. Values: key."""

    code = "idem_conflict"


class OutOfStock(CommerceError):
    """Somebody else took the last pieces between quote and order. Values: part, wanted."""

    code = "out_of_stock"


class OrderUnknown(CommerceError):
    """No order by this id for this shop. Values: order."""

    code = "order_unknown"


class OrderNotCancellable(CommerceError):
    """The supplier has confirmed, or the order has ended. Values: order (number), status."""

    code = "order_not_cancellable"


class ChoiceRefused(CommerceError):
    """The order's state does not offer this choice. Values: order (number), choice, status."""

    code = "order_choice_refused"


class SupplierUnknown(CommerceError):
    """No supplier by this id. Values: supplier."""

    code = "supplier_unknown"


class SupplierUnreachable(CommerceError):
    """Nothing reached the supplier's system, or it refused to take what did. Values: supplier."""

    code = "supplier_unreachable"


class ReceiptMissing(CommerceError):
    """It was sent to the supplier's system and no receipt came: they may have it. Values: supplier."""

    code = "supplier_receipt_missing"


class SignatureInvalid(CommerceError):
    """An answer whose signature is missing, malformed or not the supplier's. Values: supplier."""

    code = "signature_invalid"


class SignatureExpired(CommerceError):
    """A signature older, or further ahead, than replay allows. Values: supplier, seconds."""

    code = "signature_expired"


class AnswerUnreadable(CommerceError):
    """An answer that does not have the agreed shape. Values: field."""

    code = "answer_unreadable"


class AnswersTooMany(CommerceError):
    """More answers to one order than are kept. Values: order, most."""

    code = "answers_too_many"


class CatalogFileError(CommerceError):
    """A catalogue that cannot be loaded. Values: where, what."""

    code = "catalog_file_invalid"
