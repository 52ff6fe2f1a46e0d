"""What stands across documents: references, versions, places of findings."""

from cs.career.checks import grade_unreachable
from cs.catalogue import KINDS
from cs.documents import Loaded, Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.findings import Place, Span

LADDER = """kind: ladder
id: l
name: Ladder
tracks: [{id: t, name: T}]
grades:
- {id: agent, name: A, track: t, level: 1}
- {id: leader, name: L, track: t, level: 2}
"""
PROMOTION = """kind: promotion
id: p
name: Promotion
from: agnet
to: leader
components:
- {id: c, name: C, weight: 100%, scale: {from: 0, to: 100}}
"""


def load_all(*texts: str) -> Loaded:
    sources = [Source(f"{number}.yaml", text.encode()) for number, text in enumerate(texts)]
    return load(sources, KINDS)


def test_a_dangling_grade_is_found_with_the_nearest_one() -> None:
    (finding,) = load_all(LADDER, PROMOTION).findings
    assert finding.code == "DOC018"
    assert finding.place.span == Span(4, 7, 4, 12)
    assert finding.mend is not None
    assert finding.mend.figures["word"] == "agent"


RENAMED = """kind: ladder
id: l
name: Ladder
tracks: [{id: t, name: T}]
grades:
- {id: 三星客服, name: A, track: t, level: 1}
- {id: 四星坐席, name: B, track: t, level: 2}
- {id: 五星客服, name: C, track: t, level: 3}
moves:
- {from: 三星客服, to: 四星客服}
- {from: 四星客服, to: 五星客服}
"""


def test_an_id_renamed_where_it_is_defined_is_one_finding_that_leads_there() -> None:
    promotion = PROMOTION.replace("agnet", "四星客服").replace("leader", "五星客服")
    (finding,) = load_all(RENAMED, promotion).findings
    assert (finding.code, finding.message.figures["places"]) == ("DOC018", 3)
    definition, *others = finding.related
    assert definition.place.span == Span(7, 8, 7, 12)
    assert definition.message.english() == "四星坐席 is defined here, and nothing names it."
    assert [each.place.file for each in others] == ["0.yaml", "1.yaml"]
    assert finding.mend is not None
    assert finding.mend.figures["word"] == "四星坐席"
    # 五星客服 is spelt more alike, and to write it everywhere would be wrong
    assert finding.fix is None


def test_moves_that_dangle_make_no_grade_unreachable() -> None:
    loaded = load_all(RENAMED)
    policies = PolicySet(loaded.documents, WorkingCalendar())
    assert {each.code for each in loaded.findings} == {"DOC018"}
    assert not list(grade_unreachable.check(policies))


def test_an_id_missing_in_several_places_is_one_finding_where_nothing_was_renamed() -> None:
    everything_named = RENAMED.replace("四星坐席", "二星客服").replace("to: 五星", "to: 二星")
    promotion = PROMOTION.replace("agnet", "五星客服").replace("leader", "三星客服")
    (finding,) = load_all(everything_named, promotion).findings
    assert finding.mend is not None
    assert finding.mend.template == "Did you mean {word}?"
    assert [each.place.span and each.place.span.line for each in finding.related] == [11]


def test_without_any_ladder_no_grade_dangles() -> None:
    assert load_all(PROMOTION).findings == ()


def test_a_ladder_that_cannot_be_read_makes_nothing_dangle() -> None:
    broken = LADDER.replace("level: 2", "level: 0").replace("id: l\n", "id: other\n")
    findings = load_all(LADDER, PROMOTION, broken).findings
    assert [(finding.place.file, finding.code) for finding in findings] == [("2.yaml", "DOC017")]


def test_versions_that_follow_each_other_are_fine() -> None:
    old, new = LADDER + "until: 2026-06-30\n", LADDER + "effective: 2026-07-01\n"
    assert load_all(old, new).findings == ()


def test_versions_that_share_a_day_are_found() -> None:
    old, new = LADDER + "until: 2026-07-01\n", LADDER + "effective: 2026-07-01\n"
    (finding,) = load_all(old, new).findings
    assert (finding.code, finding.place.file) == ("DOC020", "1.yaml")
    assert [other.place.file for other in finding.related] == ["0.yaml"]


def test_two_policies_of_other_ids_may_define_the_same_grade() -> None:
    assert load_all(LADDER, LADDER.replace("id: l\n", "id: m\n")).findings == ()


def test_a_place_that_is_not_written_is_shown_at_what_would_hold_it() -> None:
    spans = load_all(LADDER).spans
    assert spans.find(Place("0.yaml", ("grades", 1, "name"))) == Span(7, 22, 7, 23)
    assert spans.find(Place("0.yaml", ("grades", 1, "name"), on_key=True)) == Span(7, 16, 7, 20)
    assert spans.find(Place("0.yaml", ("grades", 1, "pay"))) == Span(7, 3, 7, 44)
    assert spans.find(Place("0.yaml", ("moves", 3, "from"))) == Span(1, 1, 7, 44)
    assert spans.find(Place("other.yaml", ("grades",))) is None
