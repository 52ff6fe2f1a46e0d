"""The same problem as a plain CP-SAT model: one Boolean for every stint an agent could have.

Written as one would write it from the documentation: every agent's stints cover every model period
exactly once, headcounts and leaving shares are linear, fairness is a sum of absolute values, growth
an implication. Overdue and deviations are held at 0, which these departments allow: stints that end
within the horizon have their post's length, those that end later may have any allowed length, so
that the planner and this model search the same plans. Goals are scaled to whole numbers.
"""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from cs.rotation.evaluation import (
    LossTables,
    StaffTable,
    loss_tables,
    normalised_weights,
    tabulate,
)
from cs.rotation.problem import Posts, RotationProblem

SCALE = 10**7
"""Whole numbers a loss of 1 stands for: rounding then moves an objective by less than 0.01%."""


@dataclass(frozen=True)
class CpSatAnswer:
    """What CP-SAT found: plan and bound of the objective."""

    posts: Posts | None
    bound: float
    status: str


@dataclass(frozen=True, slots=True)
class Stint:
    """A possible stint of an agent: at `post`, periods `start` .. `end` - 1."""

    post: int
    start: int
    end: int
    chosen: cp_model.IntVar


def solve_with_cpsat(
    problem: RotationProblem, seconds: float, workers: int = 1, begin: Posts | None = None
) -> CpSatAnswer:
    """Fixed seed, at most so many processor seconds, building the model included.

    Parameters:
        begin: agents x model periods, a plan given to the search as a hint.

    Raises:
        ValueError: the problem has a rule that this model does not state.
    """
    reason = unsupported(problem)
    if reason:
        raise ValueError(f"not modelled: {reason}; modelled are headcounts, stints, leaving shares")
    began = time.process_time()
    model = cp_model.CpModel()
    staff = tabulate(problem)
    tables = loss_tables(problem, staff)
    weights = normalised_weights(problem)
    length = problem.length
    here: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    fixed: defaultdict[tuple[int, int], int] = defaultdict(int)
    leaving: defaultdict[tuple[int, int], list[cp_model.IntVar | int]] = defaultdict(list)
    plans: list[list[Stint]] = []
    objective = []
    for number, agent in enumerate(problem.agents):
        held = agent.post
        free = problem.posts[held].length - agent.served
        for period in range(free):
            fixed[held, period] += 1
        leaving[held, free].append(1)
        stints = _stints(model, problem, free)
        cover = defaultdict(list)
        touching = defaultdict(list)
        for stint in stints:
            touching[stint.post, stint.start].append(stint.chosen)
            for period in range(stint.start, min(stint.end, length)):
                cover[period].append(stint.chosen)
                here[stint.post, period].append(stint.chosen)
            if stint.end < length:
                touching[stint.post, stint.end].append(stint.chosen)
                leaving[stint.post, stint.end].append(stint.chosen)
        for period in range(free, length):
            model.add_exactly_one(cover[period])
        for (post, period), variables in touching.items():
            # No stint begins at a post where one has just ended.
            if post == held and period == free:
                model.add(sum(variables) == 0)
            else:
                model.add_at_most_one(variables)
        plans.append(stints)
        if begin is not None:
            for stint in stints:
                model.add_hint(stint.chosen, _holds(begin[number], stint))
        objective += _loss(model, problem, number, free, stints, staff, tables, weights)
    for number, post in enumerate(problem.posts):
        for period in range(length):
            total = sum(here[number, period]) + fixed[number, period]
            model.add(total >= post.low[period])
            if post.high[period] is not None:
                model.add(total <= post.high[period])
    if problem.rules.leaving_share is not None:
        over, under = problem.rules.leaving_share
        at_start = [agent.post for agent in problem.agents]
        for number in range(len(problem.posts)):
            for period in range(length):
                before = at_start.count(number)
                if period:
                    before = sum(here[number, period - 1]) + fixed[number, period - 1]
                model.add(under * sum(leaving[number, period]) <= over * before)
    model.minimize(sum(objective))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 0
    if begin is not None:
        _complete_hint(model)
    # Its own limit is by the wall clock, which would charge it for what else the machine does.
    left = max(0.0, seconds - (time.process_time() - began))
    status = _solve_within(solver, model, left)
    name = solver.status_name(status).lower()
    bound = max(0.0, solver.best_objective_bound / (SCALE * len(problem.agents)))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return CpSatAnswer(None, bound, f"{name}, no plan")
    posts = np.zeros((len(problem.agents), problem.horizon), np.int16)
    for number, agent in enumerate(problem.agents):
        posts[number] = agent.post
        for stint in plans[number]:
            if solver.boolean_value(stint.chosen):
                posts[number, stint.start : stint.end] = stint.post
    return CpSatAnswer(posts, bound, name)


def _solve_within(
    solver: cp_model.CpSolver, model: cp_model.CpModel, seconds: float
) -> cp_model.CpSolverStatus:
    """Solves, asked to stop after so many processor seconds."""
    limit = time.process_time() + seconds
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            if time.process_time() > limit:
                # Repeated: a request before the search has begun is lost.
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(model)
    finally:
        done.set()
        watcher.join()


def _complete_hint(model: cp_model.CpModel) -> None:
    """Hints the values of all variables that follow from those hinted: a part is often not used."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    model.clear_hints()
    for index, value in enumerate(solver.response_proto.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def _holds(row: Posts, stint: Stint) -> bool:
    """Whether an agent's row has exactly this stint."""
    inside = bool((row[stint.start : stint.end] == stint.post).all())
    begins = stint.start == 0 or row[stint.start - 1] != stint.post
    ends = stint.end == row.size or row[stint.end] != stint.post
    return inside and begins and ends


def unsupported(problem: RotationProblem) -> str | None:
    """The first thing in a problem that the model does not state; None if it states all."""
    rules = problem.rules
    if rules.ring or rules.no_return is not None or rules.experienced_share is not None:
        return "ring, no return or experienced share"
    if any(post.requires for post in problem.posts):
        return "required skills"
    if problem.horizon <= max(post.longest for post in problem.posts):
        return "a horizon no longer than a stint"
    for agent in problem.agents:
        if agent.post is None or agent.first > 0 or agent.last < problem.length - 1:
            return "joining and leaving agents"
        if agent.absent or agent.pins or agent.forbidden or not all(agent.may_enter):
            return "absences, pins, forbidden stints or agreements"
        if agent.served > problem.posts[agent.post].length:
            return "stints longer than their length at time zero"
    return None


def _stints(model: cp_model.CpModel, problem: RotationProblem, free: int) -> list[Stint]:
    """All stints without deviation of an agent who is free from a period on."""
    horizon = problem.horizon
    stints = []
    for number, post in enumerate(problem.posts):
        for start in range(free, problem.length):
            ends = set()
            for stay in range(post.shortest, post.longest + 1):
                end = start + stay
                nominal = stay == post.length
                if nominal or (end >= horizon and horizon - start <= post.length):
                    # All stints beyond the model look the same.
                    ends.add(min(end, problem.length))
            stints += [Stint(number, start, end, model.new_bool_var("")) for end in sorted(ends)]
    return stints


def _loss(
    model: cp_model.CpModel,
    problem: RotationProblem,
    number: int,
    free: int,
    stints: list[Stint],
    staff: StaffTable,
    tables: LossTables,
    weights: dict[str, float],
) -> list[cp_model.LinearExprT]:
    """An agent's weighted loss as scaled terms."""
    agent, horizon = problem.agents[number], problem.horizon
    ports = len(problem.posts)
    terms: list[cp_model.LinearExprT] = []
    spare = weights["fairness"] * SCALE * float(tables.fair_scale[number]) / ports
    for post in range(ports):
        spent = (free if post == agent.post else 0) + sum(
            (min(stint.end, horizon) - stint.start) * stint.chosen
            for stint in stints
            if stint.post == post and stint.start < horizon
        )
        target = round(float(tables.fair_share[number]) * ports)
        off = model.new_int_var(0, ports * (horizon + sum(agent.history)), "")
        model.add_abs_equality(off, ports * (agent.history[post] + spent) - target)
        terms.append(round(spare) * off)
        wish = weights["interest"] * SCALE * float(tables.wish[number, post])
        terms.append(-round(wish) * spent)
    if tables.wished[number]:
        terms.append(round(weights["interest"] * SCALE))
    worth = round(weights["growth"] * SCALE * float(tables.growth_scale[number]))
    for skill in np.flatnonzero(tables.attainable[number]):
        # The stint of time zero ends within the horizon at its length: what it teaches is gained.
        if staff.teaches[agent.post, skill]:
            continue
        missed = model.new_bool_var("")
        ways = [
            stint.chosen
            for stint in stints
            if staff.teaches[stint.post, skill]
            and stint.start + problem.posts[stint.post].shortest <= horizon
        ]
        model.add_bool_or([missed, *ways])
        terms.append(worth * missed)
    most = int(tables.most_changes[number])
    if most:
        each = round(weights["stability"] * SCALE / most)
        terms += [each * stint.chosen for stint in stints if stint.start < horizon]
    return terms
