"""What every diagnosis must keep, whatever the problem: said once for all tests."""

from dataclasses import replace

from cs.rotation.conflicts.changes import relaxed
from cs.rotation.conflicts.diagnosis import Diagnosis
from cs.rotation.conflicts.elements import only
from cs.rotation.problem import Posts, RotationProblem
from cs.rotation.verifier import verify


def keeps(problem: RotationProblem, posts: Posts) -> bool:
    """Whether a plan for all model periods keeps every rule of a problem, says the verifier."""
    return verify(replace(problem, horizon=problem.length), posts) == ()


def assert_proven(problem: RotationProblem, diagnosis: Diagnosis) -> None:
    """Without any one rule of the conflict the others can hold; every relaxation has a plan."""
    conflict = diagnosis.conflict
    assert conflict is not None
    assert conflict.minimal
    assert len(conflict.plans) == len(conflict.elements) > 0
    for element, posts in zip(conflict.elements, conflict.plans, strict=True):
        others = [other for other in conflict.elements if other != element]
        assert posts is not None
        assert keeps(only(problem, others), posts)
        assert not keeps(only(problem, conflict.elements), posts)
    costs = [relaxation.cost for relaxation in diagnosis.relaxations]
    assert costs == sorted(costs)
    for relaxation in diagnosis.relaxations:
        assert keeps(relaxed(problem, relaxation.changes), relaxation.posts)
        assert not keeps(problem, relaxation.posts)
