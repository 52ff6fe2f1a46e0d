"""A look at a panel as plain data: floats with six decimals, since nothing is decided by them."""

from typing import Any

from cs.panels.agreement import Agreement, Reliability
from cs.panels.looking import Look, Standing

_PLACES = 6


def look_record(look: Look) -> dict[str, Any]:
    """One panel."""
    return {
        "title": look.title,
        "raters": [
            {
                "rater": each.rater,
                "rated": each.count,
                "mean": _rounded(each.mean),
                "spread": _rounded(each.spread),
                "shared": each.common,
                "against_others": _rounded(each.against_others),
            }
            for each in look.leniency
        ],
        "agreement": _agreement(look.agreement),
        "hides_adjusted": look.hides_adjusted,
        "left_out": look.left_out,
        "refused": None
        if look.refused is None
        else {"code": look.refused.code, "message": look.refused.message.english()},
        "candidates": [
            {
                "id": candidate,
                "ratings": int(look.panel.rated[index].sum()),
                "raw": _standing(look.raw, index),
                "rater_effects": _standing(look.effects, index),
                "z_scores": _standing(look.z, index),
            }
            for index, candidate in enumerate(look.panel.candidates)
        ],
    }


def _agreement(found: Agreement | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "raters": len(found.raters),
        "candidates": len(found.candidates),
        "single": _reliability(found.single, has_limits=found.has_limits),
        "mean": _reliability(found.mean, has_limits=found.has_limits),
    }


def _reliability(one: Reliability, *, has_limits: bool) -> dict[str, Any]:
    return {
        "icc": _rounded(one.value),
        "low": _rounded(one.low) if has_limits else None,
        "high": _rounded(one.high) if has_limits else None,
    }


def _standing(standing: Standing | None, index: int) -> dict[str, Any] | None:
    if standing is None or standing.ranks[index] is None:
        return None
    return {"value": _rounded(float(standing.values[index])), "rank": standing.ranks[index]}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES) + 0.0
