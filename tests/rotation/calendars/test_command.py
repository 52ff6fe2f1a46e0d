"""`cs rotate calendar`: one file or one for each, sent anew after a plan that replaces another."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.rotation.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plans(office: Path, cs: Run) -> tuple[Path, Path]:
    """A plan, and another one in which E1 and E6 have changed places from 2027-02 on."""
    first = office / "first.csv"
    assert cs("rotate", "plan", "--months", "4", "--quiet", "--out", str(first)).code == 0
    second = office / "second.csv"
    lines = first.read_text(encoding="utf-8-sig").splitlines()
    changed = [
        line.replace("complaints,投诉处理,2027-03-01", "pre,售前咨询,2027-03-01")
        if line.startswith("E1") else line
        for line in lines
    ]  # fmt: skip
    assert changed != lines
    second.write_text("\n".join(changed) + "\n", encoding="utf-8")
    return first, second


def test_every_format_holds_every_stint(plans: tuple[Path, Path], office: Path, cs: Run) -> None:
    names = [office / f"plan.{ending}" for ending in ("ics", "svg", "html", "xlsx")]
    outs = [word for name in names for word in ("--out", str(name))]
    assert cs("rotate", "calendar", str(plans[0]), *outs).code == 0
    stints = len(plans[0].read_text(encoding="utf-8-sig").splitlines()) - 1
    assert names[0].read_text(encoding="utf-8").count("BEGIN:VEVENT") == stints
    picture = ElementTree.parse(names[1]).getroot()
    assert len(picture.findall(f"{SVG}g")) == stints
    page = names[2].read_text(encoding="utf-8")
    assert page.count(" title=") >= stints
    assert "测试员一" in page


def test_names_are_text_in_pictures_and_pages(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    staff = office / "staff.csv"
    staff.write_text(
        staff.read_text(encoding="utf-8").replace("测试员一", "<i>&一"), encoding="utf-8"
    )
    for ending in ("svg", "html"):
        file = office / f"x.{ending}"
        assert cs("rotate", "calendar", str(plans[0]), "--out", str(file)).code == 0
        assert "&lt;i&gt;&amp;一" in file.read_text(encoding="utf-8")
        assert "<i>" not in file.read_text(encoding="utf-8")
    ElementTree.parse(office / "x.svg")


def test_a_plan_sent_anew_cancels_what_it_has_no_more(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    first, second = plans
    (office / "short.csv").write_text(
        "\n".join(
            line for line in second.read_text(encoding="utf-8").splitlines()
            if not line.startswith("E6")
        ),
        encoding="utf-8",
    )  # fmt: skip
    sent = office / "again.ics"
    ending = cs("rotate", "calendar", str(office / "short.csv"), "--replaces", str(first),
                "--out", str(sent))  # fmt: skip
    assert ending.code == 0
    assert "changed 1" in ending.err
    published = sent.read_text(encoding="utf-8")
    assert "METHOD:PUBLISH" in published
    assert "SEQUENCE:1" in published
    taken_back = (office / "again.cancelled.ics").read_text(encoding="utf-8")
    assert "METHOD:CANCEL" in taken_back
    assert taken_back.count("STATUS:CANCELLED") == taken_back.count("/E6/") > 0
    sent.unlink()
    half = cs("rotate", "calendar", str(office / "short.csv"), "--replaces", str(first),
              "--out", str(sent))  # fmt: skip
    assert half.code == 2
    assert not sent.exists(), "both files or none"


def test_each_agent_or_post_has_a_file(plans: tuple[Path, Path], office: Path, cs: Run) -> None:
    for by, files in (
        ("agent", [f"E{number}.ics" for number in range(1, 7)]),
        ("post", ["after.ics", "complaints.ics", "pre.ics"]),
    ):
        directory = office / by
        ending = cs("rotate", "calendar", str(plans[0]), "--by", by, "--out", str(directory))
        assert ending.code == 0
        assert sorted(path.name for path in directory.iterdir()) == files
    text = (office / "agent" / "E2.ics").read_text(encoding="utf-8")
    assert "/E2/" in text
    assert "/E1/" not in text
    before = {path.name: path.read_bytes() for path in (office / "agent").iterdir()}
    again = cs("rotate", "calendar", str(plans[0]), "--by", "agent", "--out", str(office / "agent"))
    assert again.code == 2, "files of before are kept, as those of --out are"
    assert "E1.ics exists; --force replaces it." in again.err
    forced = cs("rotate", "calendar", str(plans[1]), "--by", "agent", "--force",
                "--out", str(office / "agent"))  # fmt: skip
    assert forced.code == 0
    assert {path.name: path.read_bytes() for path in (office / "agent").iterdir()} != before


def test_of_several_directories_none_is_written_where_one_holds_files(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    (office / "old").mkdir()
    (office / "old" / "E3.ics").write_text("mine", encoding="utf-8")
    ending = cs("rotate", "calendar", str(plans[0]), "--by", "agent",
                "--out", str(office / "new"), "--out", str(office / "old"))  # fmt: skip
    assert ending.code == 2
    assert not (office / "new").exists()
    assert [path.name for path in (office / "old").iterdir()] == ["E3.ics"]


def test_the_plan_in_force_is_taken_where_none_is_named(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    refused = cs("rotate", "calendar", "--out", str(office / "x.ics"))
    assert refused.code == 2
    assert "No plan of house is published; name a plan's file." in refused.err
    assert cs("rotate", "calendar", str(plans[0])).code == 2


def test_the_same_plan_gives_the_same_bytes(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    for ending in ("ics", "svg", "html", "xlsx"):
        files = [office / f"{name}.{ending}" for name in ("one", "two")]
        for file in files:
            assert cs("rotate", "calendar", str(plans[0]), "--out", str(file)).code == 0
        assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("by", [(), ("--by", "agent")])
def test_number_and_organiser_stand_in_every_event(
    plans: tuple[Path, Path], office: Path, cs: Run, by: tuple[str, ...]
) -> None:
    out = office / ("calendars" if by else "plan.ics")
    ending = cs("rotate", "calendar", str(plans[0]), *by, "--out", str(out), "--number", "7",
                "--organiser", "hr@example.com")  # fmt: skip
    assert ending.code == 0, ending.err
    text = (out / "E1.ics" if by else out).read_text(encoding="utf-8")
    events = text.count("BEGIN:VEVENT")
    assert events
    assert text.count("SEQUENCE:7") == events
    assert text.count("mailto:hr@example.com") == events


def test_a_team_s_calendar_holds_and_cancels_its_own_events_alone(
    plans: tuple[Path, Path], office: Path, cs: Run
) -> None:
    ending = cs("rotate", "calendar", str(plans[1]), "--replaces", str(plans[0]), "--team", "晚班",
                "--out", str(office / "late.ics"))  # fmt: skip
    assert ending.code == 0, ending.err
    text = (office / "late.ics").read_text(encoding="utf-8")
    assert "/E4/" in text
    assert "/E1/" not in text
    # The plans differ in E1 alone, of the other team.
    assert "cancelled 0" in ending.err
    assert not (office / "late.cancelled.ics").exists()
