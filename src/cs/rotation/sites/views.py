"""Many sites in the terminal: one line each, how good its plan is."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from cs.locale import _
from cs.rotation.problem import RotationPlan
from cs.terminal import Column, plain, plain_table


def sites_view(plans: Sequence[tuple[str, RotationPlan]]) -> Iterator[RenderableType]:
    """A table of the sites."""
    yield plain(_("Policies planned: {count}").format(count=len(plans)), style="bold")
    columns = (
        _("Policy"),
        Column(_("Agents"), right=True),
        Column(_("Objective"), right=True),
        Column(_("Gap"), right=True),
        Column(_("Overdue"), right=True),
        "",
    )
    yield plain_table(columns, [_row(site, plan) for site, plan in plans])


def _row(site: str, plan: RotationPlan) -> tuple[object, ...]:
    result = plan.result
    count = len(plan.problem.agents)
    if result.posts is None or result.evaluation is None or result.status == "infeasible":
        said = _("no plan satisfies all rules: cs rotate plan --policy {policy} says why").format(
            policy=site)  # fmt: skip
        return site, count, "-", "-", "-", said
    status = {
        "proven": _("proven"),
        "feasible": _("not proven"),
        "interrupted": _("not proven"),
    }[result.status]
    objective = f"{result.evaluation.objective:.6f}"
    return site, count, objective, f"{result.gap:.2%}", result.overdue.value, status
