"""Best paths at prices: never dearer than they truly are, and exact once returns are remembered."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.rotation.instances import department
from cs.rotation.evaluation import evaluate, tabulate
from cs.rotation.planning.best_paths import PassGraph, best_paths, no_memory, pass_graph, remember
from cs.rotation.planning.couplings import couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import END, Arcs, PathLimits, list_arcs
from cs.rotation.planning.pricing import NOTHING, kinds_of, posts_of
from cs.rotation.planning.stintwise import stint_costs
from cs.rotation.problem import HardRules, RotationProblem

SHORT = (2, 1, 1)


def made(problem: RotationProblem) -> tuple[PassGraph, Arcs]:
    staff = tabulate(problem)
    families = group_families(problem, staff)
    graph = build_graph(problem, staff, families, PathLimits(0, 0, 0))
    costs = stint_costs(problem, staff, families, graph)
    return pass_graph(graph, families, costs), list_arcs(graph)


def all_paths(passes: PassGraph, arcs: Arcs, agent: int) -> list[list[int]]:
    """Every path open to an agent, as arcs by place."""
    graph = passes.graph
    family = passes.families.of_agent[agent]
    open_arcs = np.flatnonzero(graph.crossing.other == family).tolist()
    found: list[list[int]] = []

    def follow(path: list[int], node: int) -> None:
        if node == END:
            found.append(path)
            return
        place = next(
            at
            for at, layer in enumerate(graph.tail)
            if layer.nodes.start <= node < layer.nodes.stop
        )
        base = len(graph.crossing.other) + int(passes.ends[place])
        layer = graph.tail[place]
        local = node - layer.nodes.start
        for arc in range(int(layer.offset[local]), int(layer.offset[local + 1])):
            longer = [*path, *[NOTHING] * (1 + place - len(path)), base + arc]
            follow(longer, int(layer.other[arc]))

    for arc in open_arcs:
        follow([arc], int(graph.tail_of[arc]))
    width = 1 + len(graph.tail)
    return [path + [NOTHING] * (width - len(path)) for path in found]


def true_losses(
    problem: RotationProblem, passes: PassGraph, arcs: Arcs, agent: int, paths: list[list[int]]
) -> np.ndarray:
    length = passes.families.before.shape[1] - 1
    posts = posts_of(passes.graph.types, kinds_of(arcs, np.array(paths)), length)
    alone = replace(problem, agents=(problem.agents[agent],))
    return np.array([evaluate(alone, row[None, : problem.horizon]).objective for row in posts])


RULES = [HardRules(), HardRules(leaving_share=(3, 5)), HardRules(no_return=1), HardRules(ring=True)]


@pytest.mark.parametrize("rules", RULES[:2])
def test_the_least_loss_of_all_paths_is_found_once_returns_are_remembered(
    rules: HardRules,
) -> None:
    problem = department(8, tolerance=0.5, months=5, stints=SHORT, rules=rules)
    passes, arcs = made(problem)
    everybody = np.arange(8)
    prices = np.zeros(passes.graph.types.count)
    memory = no_memory(8)
    firsts = None
    for _ in range(4):
        table, least = best_paths(passes, prices, memory, everybody)
        firsts = least if firsts is None else firsts
        memory = remember(passes, table, memory)
    assert (least >= firsts - 1e-12).all()
    assert (least > firsts + 1e-6).any(), "some agent comes back to a post at no true gain"
    for agent in everybody:
        losses = true_losses(problem, passes, arcs, agent, all_paths(passes, arcs, agent))
        assert least[agent] <= losses.min() + 1e-9
        own = true_losses(problem, passes, arcs, agent, [table[agent].tolist()])[0]
        assert own >= losses.min() - 1e-9


@pytest.mark.parametrize("rules", RULES)
def test_prices_by_stint_are_paid_to_the_last_digit(rules: HardRules) -> None:
    problem = department(6, tolerance=0.5, months=4, stints=(*SHORT, 2), rules=rules)
    # who leaves the first post may only go to two of the other three
    posts = (replace(problem.posts[0], followed_by=frozenset({1, 3})), *problem.posts[1:])
    problem = replace(problem, posts=posts)
    passes, arcs = made(problem)
    rng = np.random.default_rng(3)
    staff = tabulate(problem)
    rows = couple(problem, staff, passes.families, passes.graph.types, 0, 0)
    prices = rows.prices(rng.normal(0, 0.1, rows.count) * rows.unit)
    table, least = best_paths(passes, prices, no_memory(6), np.arange(6))
    for agent in range(6):
        paths = np.array(all_paths(passes, arcs, agent))
        kinds = kinds_of(arcs, paths)
        paid = np.where(kinds != NOTHING, prices[kinds], 0.0).sum(axis=1)
        cost = np.array([_stintwise(passes, agent, path) for path in paths])
        assert least[agent] == pytest.approx((paid + cost).min(), abs=1e-9)
        chosen = np.flatnonzero((paths == table[agent]).all(axis=1))
        assert (paid + cost)[chosen] == pytest.approx(least[agent], abs=1e-9)


def _stintwise(passes: PassGraph, agent: int, path: np.ndarray) -> float:
    costs, base = passes.costs, len(passes.graph.crossing.other)
    later = [costs.later[costs.later_cell[arc - base], agent] for arc in path[1:] if arc != NOTHING]
    return float(costs.base[agent] + costs.first[costs.first_cell[path[0]], agent] + sum(later))
