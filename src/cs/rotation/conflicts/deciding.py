"""Has a problem a plan? Yes with a plan that the verifier accepts, no with a proof, or not known.

No is proven by an agent without a path, by the linear relaxation over all paths (a breach of the
rules over posts that no mixture of paths avoids; the prices of its rows name those involved), or by
an integer program searched in full. Prices that proved one problem infeasible are tried on the
next first: any prices give a valid bound, at the cost of one pass over the graph.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cs.rotation.conflicts.flows import Field, posts_of_flow, search_flow
from cs.rotation.evaluation import Floats, StaffTable, tabulate
from cs.rotation.planning.bounds import TINY, TOLERANCE, has_paths, no_goals
from cs.rotation.planning.couplings import Couplings, couple
from cs.rotation.planning.families import Families, group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.master import Relaxation, relax
from cs.rotation.planning.paths import GraphTooLargeError, PathGraph, PathLimits, list_arcs
from cs.rotation.planning.pricing import respond, value_graph
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import Posts, RotationProblem
from cs.rotation.verifier import verify

ANY = 10**6
SURE = 1e-4
"""A bound of the breach above this is a proof, below it a rounding error."""
CLEAR = 0.5
"""A bound of the breach above this ends the relaxation where its price does not matter."""
MOST_ARCS = 3_000_000
PRICED = 1e-9
KEPT = 12
"""Graphs kept for later questions."""

Row = tuple[int, int, int]
"""Sort, post and period of a row of `Couplings`."""
Prices = Mapping[Row, float]


class Stopped(Exception):  # noqa: N818 (not an error: an ending)
    """The search was asked to stop."""


@dataclass(frozen=True)
class Decision:
    """Whether a problem has a plan.

    Attributes:
        feasible: None if not known.
        posts: a plan that the verifier accepts, agents x model periods; where only the linear
            relaxation was asked, feasible problems have none.
        prices: of the rows over posts that prove there is none; empty if something else does.
        stuck: agents without any path.
    """

    feasible: bool | None
    posts: Posts | None = None
    prices: Prices = field(default_factory=dict)
    stuck: tuple[int, ...] = ()


@dataclass
class Judge:
    """Decides problem after problem, and remembers prices that proved one infeasible.

    Attributes:
        stop: asked before every step. asked: told before every question.
    """

    stop: Stop | None = None
    asked: Callable[[], None] | None = None
    prices: Prices = field(default_factory=dict)
    questions: int = 0
    _paths: dict[RotationProblem, "Paths"] = field(default_factory=dict)

    def linear(self, problem: RotationProblem) -> Decision:
        """Whether the linear relaxation has an answer: `feasible` is then not a whole plan."""
        return self._decide(problem, whole=False)

    def whole(self, problem: RotationProblem, thorough: bool = True) -> Decision:
        """Whether there is a plan, as far as the search goes.

        Args:
            thorough: take the time to prove that there is none.

        Raises:
            Stopped: `stop` said so.
        """
        return self._decide(problem, whole=True, thorough=thorough)

    def _decide(self, problem: RotationProblem, whole: bool, thorough: bool = True) -> Decision:
        if self.stop is not None and self.stop():
            raise Stopped
        self.questions += 1
        if self.asked is not None:
            self.asked()
        if not problem.agents:
            posts: Posts = np.zeros((0, problem.length), np.int16)
            fine = keeps_all(problem, posts)
            return Decision(fine, posts if fine else None)
        grounds = self.grounds(problem)
        if grounds is None:
            return Decision(None)
        if grounds.stuck:
            return Decision(False, stuck=grounds.stuck)
        if self.prices and grounds.bound_at(self.prices) > SURE:
            return Decision(False, prices=self.prices)
        relaxation = self._relax(grounds)
        if relaxation.bound > SURE:
            self.prices = grounds.prices_of(relaxation.duals)
            return Decision(False, prices=self.prices)
        if not whole:
            return Decision(True)
        return self._search(problem, grounds, thorough)

    def grounds(self, problem: RotationProblem) -> "Grounds | None":
        """The graph and rows of a problem, the graph kept for later; None if it is too large."""
        key = _without_rows(problem)
        paths = self._paths.pop(key, None) or paths_of_all(problem)
        if paths is None:
            return None
        self._paths[key] = paths
        if len(self._paths) > KEPT:
            del self._paths[next(iter(self._paths))]
        rows = couple(problem, paths.staff, paths.families, paths.graph.types, None, None)
        return Grounds(paths, rows)

    def _relax(self, grounds: "Grounds") -> Relaxation:
        """The relaxation; after the first question a clear proof ends it early."""
        clear: list[float] = []

        def bounded(_round: int, bound: float) -> None:
            if self.prices and bound > CLEAR:
                clear.append(bound)

        found = relax(
            grounds.graph,
            list_arcs(grounds.graph),
            grounds.families,
            grounds.rows,
            no_goals(grounds.families),
            TOLERANCE,
            penalties=(1.0, 1.0),
            enough=TINY,
            stop=lambda: bool(clear) or (self.stop is not None and self.stop()),
            progress=bounded,
        )
        if found.stopped and not clear:
            raise Stopped
        return found

    def _search(self, problem: RotationProblem, grounds: "Grounds", thorough: bool) -> Decision:
        found = search_flow(grounds.field(), self.stop, thorough=thorough)
        if found.flow is not None and found.flow.breach <= SURE:
            posts = posts_of_flow(grounds.field(), found.flow, problem.length)
            if keeps_all(problem, posts):
                return Decision(True, posts)
        if self.stop is not None and self.stop():
            raise Stopped
        return Decision(False if found.impossible else None)


@dataclass(frozen=True)
class Paths:
    """All paths of all agents, and the agents without any."""

    staff: StaffTable
    families: Families
    graph: PathGraph
    stuck: tuple[int, ...]


@dataclass(frozen=True)
class Grounds:
    """A problem's paths and rows over posts."""

    paths: Paths
    rows: Couplings

    @property
    def stuck(self) -> tuple[int, ...]:
        """Agents without a path."""
        return self.paths.stuck

    @property
    def graph(self) -> PathGraph:
        """The graph of paths."""
        return self.paths.graph

    @property
    def families(self) -> Families:
        """The families of agents."""
        return self.paths.families

    def field(self, cost: Floats | None = None) -> Field:
        """What a search needs; every row as dear as another without costs."""
        cost = np.ones(self.rows.count) if cost is None else cost
        return Field(self.graph, list_arcs(self.graph), self.families, self.rows, cost)

    def bound_at(self, prices: Prices) -> float:
        """A lower bound of the breach at these prices."""
        duals = np.array([prices.get(row, 0.0) for row in self._keys()])
        duals = self.rows.allowed(duals)
        # A unit of slack costs 1, so no unit can be worth more.
        duals = np.clip(duals, -1 / self.rows.unit, 1 / self.rows.unit)
        values = value_graph(self.graph, self.rows.prices(duals))
        answer = respond(no_goals(self.families), self.graph, values)
        return float(answer.least.sum()) + self.rows.constant(duals)

    def prices_of(self, duals: Floats) -> Prices:
        """The rows that duals price."""
        return {
            row: float(dual)
            for row, dual in zip(self._keys(), duals, strict=True)
            if abs(dual) > PRICED
        }

    def _keys(self) -> Iterable[Row]:
        rows = self.rows
        return zip(rows.sort.tolist(), rows.post.tolist(), rows.period.tolist(), strict=True)


def paths_of_all(problem: RotationProblem) -> Paths | None:
    """The paths of a problem; None if they are too many."""
    staff = tabulate(problem)
    families = group_families(problem, staff)
    try:
        graph = build_graph(problem, staff, families, PathLimits(0, ANY, ANY, arcs=MOST_ARCS))
    except GraphTooLargeError:
        return None
    stuck: tuple[int, ...] = ()
    if not has_paths(graph, families):
        alive = np.diff(graph.profiles.first) > 0
        stuck = tuple(np.flatnonzero(~alive[families.of_agent]).tolist())
    return Paths(staff, families, graph, stuck)


def _without_rows(problem: RotationProblem) -> RotationProblem:
    """What the paths of a problem depend on: all but headcounts and the share of leavers."""
    nothing, everything = (0,) * problem.length, (None,) * problem.length
    return replace(
        problem,
        posts=tuple(replace(post, low=nothing, high=everything) for post in problem.posts),
        rules=replace(problem.rules, leaving_share=None),
    )


def keeps_all(problem: RotationProblem, posts: Posts) -> bool:
    """Whether the verifier finds nothing in a plan for all model periods."""
    return not verify(replace(problem, horizon=problem.length), posts)
