"""The same problem for Timefold's local search, by its Python package (`timefold` 1.24, Java 17).

The planning entity is an agent, its planning variables are the posts of the coming stints in
order; every stint has its post's length. Hard: no post twice in a row, headcounts, leaving shares.
Soft: the weighted losses. All are constraint streams; headcounts and leaving shares are grouped by
post and period. Construction heuristic and local search are the package's defaults.

Unlike the other models, stints that end after the horizon have their post's length, too; and of so
many slots a plan needs, `SLOTS` is the most.
"""

# ruff: noqa: B007, PERF401
# Methods of entities are translated to Java's byte code: plain loops are what it knows best.

import logging
import threading
import time
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
from timefold.solver import SolverFactory
from timefold.solver.config import ScoreDirectorFactoryConfig, SolverConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

from benchmarks.rotation.cpsat import unsupported
from cs.rotation.evaluation import loss_tables, normalised_weights, tabulate
from cs.rotation.problem import Posts, RotationProblem

SLOTS = 8
"""Stints of an agent that the model has variables for."""
FINE = 10**9
"""Whole numbers an agent's loss of 1 stands for within the agent."""
MOST = 2 * 10**9
"""Scores stay below this: the package's are of 32 bits."""


@dataclass
class Place:
    """A post that stints can be at."""

    id: Annotated[int, PlanningId]
    length: int
    shortest: int
    teaches: list[int]


@dataclass
class Cell:
    """Limits of a post in a model period; `held` are those there before period 0, in shares."""

    id: Annotated[int, PlanningId]
    low: int
    high: int


@planning_entity
@dataclass
class Person:
    """An agent; figures as in `LossTables`, in `FINE` parts."""

    id: Annotated[int, PlanningId]
    held: int
    free: int
    ports: int
    length: int
    horizon: int
    over: int
    under: int
    target: int
    history: list[int]
    fair: int
    wish: list[int]
    base: int
    missing: list[int]
    growth: int
    stability: int
    coarse: int
    slot0: Annotated[Place, PlanningVariable] = field(default=None)
    slot1: Annotated[Place, PlanningVariable] = field(default=None)
    slot2: Annotated[Place, PlanningVariable] = field(default=None)
    slot3: Annotated[Place, PlanningVariable] = field(default=None)
    slot4: Annotated[Place, PlanningVariable] = field(default=None)
    slot5: Annotated[Place, PlanningVariable] = field(default=None)
    slot6: Annotated[Place, PlanningVariable] = field(default=None)
    slot7: Annotated[Place, PlanningVariable] = field(default=None)

    def slots(self) -> list[Place]:
        return [
            self.slot0,
            self.slot1,
            self.slot2,
            self.slot3,
            self.slot4,
            self.slot5,
            self.slot6,
            self.slot7,
        ]

    def twice(self) -> int:
        """Stints that begin at the post of the stint before."""
        before = self.held
        start = self.free
        found = 0
        for place in self.slots():
            if place is not None:
                if start < self.length and place.id == before:
                    found += 1
                before = place.id
                start += place.length
        return found

    def cells(self) -> list[int]:
        """Post x period of every period at a post."""
        out = []
        for period in range(self.free):
            out.append(self.held * self.length + period)
        start = self.free
        for place in self.slots():
            if place is not None:
                for period in range(start, start + place.length):
                    if period < self.length:
                        out.append(place.id * self.length + period)
                start += place.length
        return out

    def leavings(self) -> list[int]:
        """Post x period x 64, and 32 + what the agent adds there to the leaving share's excess."""
        out = []
        post = self.held
        start = 0
        end = self.free
        for place in self.slots():
            if place is not None:
                for period in range(start, end):
                    if period < self.length:
                        out.append((post * self.length + period) * 64 + 32 - self.over)
                if end < self.length:
                    out.append((post * self.length + end) * 64 + 32 + self.under - self.over)
                post = place.id
                start = end + 1
                end = end + place.length
        for period in range(start, end):
            if period < self.length:
                out.append((post * self.length + period) * 64 + 32 - self.over)
        if end < self.length:
            out.append((post * self.length + end) * 64 + 32 + self.under - self.over)
        return out

    def loss(self) -> int:
        """The agent's weighted loss within the horizon."""
        spent = []
        for post in range(self.ports):
            spent.append(0)
        spent[self.held] += self.free
        gained = []
        changes = 0
        start = self.free
        for place in self.slots():
            if place is not None and start < self.horizon:
                end = start + place.length
                changes += 1
                if start + place.shortest <= self.horizon:
                    for skill in place.teaches:
                        if skill in self.missing and skill not in gained:
                            gained.append(skill)
                if end > self.horizon:
                    end = self.horizon
                spent[place.id] += end - start
                start += place.length
        total = self.base + changes * self.stability
        total += (len(self.missing) - len(gained)) * self.growth
        for post in range(self.ports):
            off = self.ports * (self.history[post] + spent[post]) - self.target
            if off < 0:
                off = -off
            total += off * self.fair - spent[post] * self.wish[post]
        return total // self.coarse


@planning_solution
@dataclass
class Department:
    """The question and its answer."""

    places: Annotated[list[Place], ProblemFactCollectionProperty, ValueRangeProvider]
    cells: Annotated[list[Cell], ProblemFactCollectionProperty]
    people: Annotated[list[Person], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore, PlanningScore] = field(default=None)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """The rules and goals as streams."""
    return [
        factory.for_each(Person)
        .filter(lambda person: person.twice() > 0)
        .penalize(HardSoftScore.ONE_HARD, lambda person: person.twice())
        .as_constraint("a post twice in a row"),
        # The cell itself is counted with those there, so that an empty one is seen.
        factory.for_each(Person)
        .map(lambda person: person.cells())
        .flatten_last(lambda cells: cells)
        .concat(factory.for_each(Cell).map(lambda cell: cell.id))
        .group_by(lambda cell: cell, ConstraintCollectors.count())
        .join(Cell, Joiners.equal(lambda cell, count: cell, lambda cell: cell.id))
        .filter(lambda key, count, cell: count - 1 < cell.low or count - 1 > cell.high)
        .penalize(
            HardSoftScore.ONE_HARD,
            lambda key, count, cell: max(cell.low - count + 1, count - 1 - cell.high),
        )
        .as_constraint("headcount"),
        factory.for_each(Person)
        .map(lambda person: person.leavings())
        .flatten_last(lambda leavings: leavings)
        .group_by(
            lambda entry: entry // 64, ConstraintCollectors.sum(lambda entry: entry % 64 - 32)
        )
        .filter(lambda cell, excess: excess > 0)
        .penalize(HardSoftScore.ONE_HARD, lambda cell, excess: excess)
        .as_constraint("leaving share"),
        factory.for_each(Person)
        .penalize(HardSoftScore.ONE_SOFT, lambda person: person.loss())
        .as_constraint("goals"),
    ]


@dataclass(frozen=True)
class LocalSearchAnswer:
    """What the search found; it gives no bound."""

    posts: Posts | None
    status: str


def solve_with_timefold(
    problem: RotationProblem, seconds: float, begin: Posts | None = None
) -> LocalSearchAnswer:
    """Fixed seed, at most so many processor seconds of solving, Java's other threads included.

    Starting Java and translating the constraints to its byte code are not counted: they take over
    ten seconds, whatever the department.

    Parameters:
        begin: agents x model periods, a plan to begin from.

    Raises:
        ValueError: the problem has a rule that this model does not state.
    """
    reason = unsupported(problem)
    if reason:
        raise ValueError(f"not modelled: {reason}; modelled are headcounts, stints, leaving shares")
    if min(post.length for post in problem.posts) * SLOTS < problem.length:
        raise ValueError(f"not modelled: more than {SLOTS} stints of one agent")
    logging.getLogger("timefold").setLevel(logging.WARNING)
    department = _department(problem)
    if begin is not None:
        for number, person in enumerate(department.people):
            _place(person, begin[number], department.places)
    config = SolverConfig(
        solution_class=Department,
        entity_class_list=[Person],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraints
        ),
        random_seed=0,
    )
    solver = SolverFactory.create(config).build_solver()
    done = threading.Event()
    began = time.process_time()

    def watch() -> None:
        while not done.wait(0.2):
            if time.process_time() - began > seconds:
                solver.terminate_early()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        answer = solver.solve(department)
    finally:
        done.set()
        watcher.join()
    people = sorted(answer.people, key=lambda person: person.id)
    posts = np.zeros((len(people), problem.length), np.int16)
    for number, person in enumerate(people):
        posts[number, : person.free] = person.held
        start = person.free
        for place in person.slots():
            if place is None:
                return LocalSearchAnswer(None, "no plan")
            posts[number, start : start + place.length] = place.id
            start += place.length
    hard = int(answer.score.hard_score)
    status = "stopped" if hard == 0 else f"stopped, {-hard} hard"
    return LocalSearchAnswer(np.ascontiguousarray(posts[:, : problem.horizon]), status)


def _place(person: Person, row: Posts, places: list[Place]) -> None:
    """Fills an agent's slots with the stints of a plan, the last one repeated in turn."""
    start = person.free
    post = person.held
    for slot in range(SLOTS):
        post = int(row[start]) if start < len(row) else (post + 1) % len(places)
        setattr(person, f"slot{slot}", places[post])
        start += places[post].length


def _department(problem: RotationProblem) -> Department:
    staff = tabulate(problem)
    tables = loss_tables(problem, staff)
    weights = normalised_weights(problem)
    ports, agents = len(problem.posts), len(problem.agents)
    everybody = agents + 1
    over, under = problem.rules.leaving_share or (1, 1)
    if max(over, under) > 31:
        raise ValueError("not modelled: a leaving share of so large a denominator")
    coarse = max(1, -(-FINE * agents // MOST))
    places = [
        Place(number, post.length, post.shortest, np.flatnonzero(staff.teaches[number]).tolist())
        for number, post in enumerate(problem.posts)
    ]
    cells = []
    for number, post in enumerate(problem.posts):
        for period in range(problem.length):
            top = post.high[period]
            cells.append(
                Cell(
                    number * problem.length + period,
                    post.low[period],
                    everybody if top is None else top,
                )
            )
    people = []
    for number, agent in enumerate(problem.agents):
        held = int(staff.current[number])
        most = int(tables.most_changes[number])
        missing = tables.attainable[number] & ~staff.teaches[held]
        people.append(
            Person(
                id=number,
                held=held,
                free=int(staff.length[held] - staff.served[number]),
                ports=ports,
                length=problem.length,
                horizon=problem.horizon,
                over=over,
                under=under,
                target=round(float(tables.fair_share[number]) * ports),
                history=list(agent.history),
                fair=round(weights["fairness"] * FINE * float(tables.fair_scale[number]) / ports),
                wish=[round(weights["interest"] * FINE * float(w)) for w in tables.wish[number]],
                base=round(weights["interest"] * FINE) if tables.wished[number] else 0,
                missing=np.flatnonzero(missing).tolist(),
                growth=round(weights["growth"] * FINE * float(tables.growth_scale[number])),
                stability=round(weights["stability"] * FINE / most) if most else 0,
                coarse=coarse,
            )
        )
    return Department(places, cells, people)
