"""Who has rated whom? As the table of candidates, and the ratings of a review, name the raters."""

from collections.abc import Iterable, Mapping

from cs.kernel.histories import Rating
from cs.promotion.candidate_columns import component_names
from cs.promotion.policy import PromotionPolicy
from cs.tables.headers import canonical, fold_header, split_rater
from cs.tables.raw import RawTable
from cs.tables.schema import CANDIDATES

Rated = Mapping[str, tuple[tuple[str, str], ...]]
"""Per candidate's id, who rated and the name of what was rated."""


def rated_in_table(table: RawTable, policy: PromotionPolicy) -> Rated:
    """The raters whom headers (`面试考评:E07`) or a column name, where they gave a value."""
    names = component_names(policy.components)
    shown = {part.id: part.name for part in policy.components}
    columns = {canonical(header, CANDIDATES): number for number, header in enumerate(table.headers)}
    found: dict[str, dict[tuple[str, str], None]] = {}
    if "candidate" not in columns:
        return {}
    ids = table.frame[:, columns["candidate"]].to_list()
    if {"component", "rater", "value"} <= columns.keys():
        for row, id_ in enumerate(ids):
            rater = table.frame[row, columns["rater"]]
            part = names.get(fold_header(table.frame[row, columns["component"]] or ""))
            if id_ and rater and part and table.frame[row, columns["value"]] is not None:
                found.setdefault(id_, {})[rater, shown[part]] = None
    for number, header in enumerate(table.headers):
        parts = None if fold_header(header) in names else split_rater(header)
        part = None if parts is None else names.get(fold_header(parts[0]))
        if parts is None or part is None or parts[1].isdigit():
            continue
        for id_, cell in zip(ids, table.frame[:, number].to_list(), strict=True):
            if id_ and cell is not None:
                found.setdefault(id_, {})[parts[1], shown[part]] = None
    return {id_: tuple(own) for id_, own in found.items()}


def rated_in_reviews(ratings: Iterable[Rating], policy: PromotionPolicy) -> Rated:
    """The raters of a review whose scores are a component; nobody where none is."""
    reading = next((part.name for part in policy.components if part.reads is not None), None)
    if reading is None:
        return {}
    found: dict[str, dict[tuple[str, str], None]] = {}
    for row in ratings:
        if row.rater is not None and row.rater != row.agent:
            found.setdefault(row.agent, {})[row.rater, reading] = None
    return {id_: tuple(own) for id_, own in found.items()}
