from datetime import date

from cs.kernel.records import Assumption, InputRecord, Provenance, provenance_record


def test_a_result_says_what_it_was_made_from() -> None:
    made = Provenance(
        "1.0", date(2026, 3, 2), 7, 2,
        (InputRecord("policy", "policies/a.yaml", "0" * 64),), (Assumption("PRM010", "100"),),
    )  # fmt: skip
    assert provenance_record(made) == {
        "version": "1.0", "as_of": "2026-03-02", "seed": 7, "workers": 2,
        "inputs": [{"role": "policy", "file": "policies/a.yaml", "sha256": "0" * 64}],
        "assumptions": [{"code": "PRM010", "value": "100"}],
    }  # fmt: skip
