"""The relaxation's mixture dealt to whole agents keeps every limit of a department in balance."""

import numpy as np

from cs.rotation.evaluation import tabulate
from cs.rotation.planning.apportioning import apportion
from cs.rotation.planning.couplings import couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.master import relax
from cs.rotation.planning.paths import PathLimits, list_arcs
from cs.rotation.planning.pricing import goal_costs
from cs.rotation.planning.routing import Ground, activity_of, paths_of, routing_of
from tests.rotation.engine.departments import HORIZON, department


def test_everybody_is_dealt_one_path_and_no_limit_is_missed() -> None:
    problem = department(copies=60)
    staff = tabulate(problem)
    families = group_families(problem, staff)
    graph = build_graph(problem, staff, families, PathLimits(HORIZON, 0, 0))
    arcs = list_arcs(graph)
    rows = couple(problem, staff, families, graph.types, 0, 0)
    costs = goal_costs(problem, staff, families, graph)
    relaxation = relax(graph, arcs, families, rows, costs, 1e-4)

    dealt = apportion(arcs, rows, relaxation)

    assert (graph.profiles.family[dealt.profile] == families.of_agent).all()
    entered = np.bincount(arcs.profile, dealt.flows[arcs.head : arcs.crossing])
    assert (entered[dealt.profile] == np.bincount(dealt.profile)[dealt.profile]).all()
    routing = routing_of(Ground(graph, arcs, rows), dealt.profile, np.zeros(300), dealt.flows)
    assert paths_of(graph, arcs, routing).shape[0] == 300
    assert not rows.excess(activity_of(arcs, rows, dealt.flows)).any()
    again = apportion(arcs, rows, relaxation)
    assert (again.profile == dealt.profile).all()
    assert (again.flows == dealt.flows).all()
