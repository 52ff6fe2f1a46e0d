"""Figures of expectations in words that can be told in any language."""

from decimal import Decimal

from cs.kernel.messages import Message, message
from cs.kernel.texts import plain


def told(value: object) -> Message | str:
    """A value as people read it; words stand for what is no figure."""
    match value:
        case Message():
            return value
        case True:
            return message("yes")
        case False:
            return message("no")
        case Decimal():
            return plain(value)
        case "unknown":
            return message("unknown")
        case "waived":
            return message("waived")
        case "missing":
            return message("missing")
        case "none":
            return message("none")
        case "unlimited":
            return message("without limit")
        case "proposed":
            return message("proposed")
        case "tied":
            return message("tied, a decision is needed")
        case "reserve":
            return message("reserve")
        case "ranked":
            return message("ranked")
        case "below_mark":
            return message("below the pass mark")
        case "below_minimum":
            return message("below a minimum")
        case "elsewhere":
            return message("proposed in another round")
        case "ineligible":
            return message("not eligible")
        case "unscored":
            return message("without a total")
        case _:
            return str(value)


def expected(value: object, *, wanted: bool) -> Message:
    """What was said, under `expect` or under `expect_not`."""
    if wanted:
        return message("{value}", value=told(value))
    if isinstance(value, bool):
        return message("{value}", value=told(not value))
    return message("anything but {value}", value=told(value))
