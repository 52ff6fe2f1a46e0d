"""Fuzz the loader: no traceback, no silence, no hang on any bytes.

    python tools/fuzz_loader.py [SECONDS] [--seed N] [--plain]

With Atheris (extra `fuzz`) inputs are guided by coverage of `cs.documents` and of the YAML parser;
without it, or with `--plain`, they are random changes of the seeds. Seeds are the house policies
and the examples of all pages. An input that breaks something is written to `crash-…` in the current
directory, and the run ends with 1. An input may take SLOWEST seconds of processor time at most.
"""

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLOWEST = 60.0
LONGEST = 100_000
"""Bytes of a random input; what is longer is left to `tests/documents/test_bombs.py`."""
TOKENS = [
    b":", b": ", b"- ", b"? ", b"\n", b"\n  ", b"[", b"]", b"{", b"}", b", ", b"*a", b"&a ",
    b"<<: ", b"!!int ", b"!!bool ", b"!<x> ", b"|", b">", b"|2-\n", b"'", b'"', b"---\n",
    b"...\n", b"#",
    b"%YAML 1.1\n", b"%YAML 99999.9\n", b"%TAG ! x\n", b"[X]", b"TODO", "待定".encode(), b"22:30",
    b"2026-13-45", b"2026-02-30", b"9" * 5000, b"1e99999", b".inf", b".nan", b"0x1F", b"~", b"@",
    b"`", b"\\U99999999", b"\\x", b"\t", b"\r", b"\x00", b"\x85", b"\xff", b"\xed\xa0\x80",
    b"\xef\xbb\xbf", b"\xfe\xff", "\u2028".encode(), b"kind: ", b"kind: ladder\n", b"id: ",
    b"effective: ", b"# cs: ignore[", b"[" * 70, b"{a: " * 70, b"- " * 70,
]  # fmt: skip


def main() -> None:
    """Fuzz for the seconds asked for."""
    parser = argparse.ArgumentParser(prog="python tools/fuzz_loader.py")
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="without Atheris")
    options = parser.parse_args()
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is None or options.plain:
        sys.exit(_fuzz_at_random(options.seconds, options.seed))
    with atheris.instrument_imports(include=["cs.documents", "ruamel.yaml"]):
        look = _looking()
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds()):
            (Path(corpus) / str(number)).write_bytes(seed)
        flags = [
            f"-max_total_time={options.seconds:.0f}", f"-seed={options.seed}", "-rss_limit_mb=1024",
            f"-timeout={SLOWEST:.0f}", "-max_len=20000", "-artifact_prefix=crash-",
            "-print_final_stats=1",
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *flags, corpus], look)
        atheris.Fuzz()


def seeds() -> list[bytes]:
    """Real policies, and every example of a page."""
    from cs.catalogue import ENTRIES

    texts = [path.read_bytes() for path in sorted(ROOT.glob("policies/*.yaml"))]
    for entry in ENTRIES:
        if entry.shows == "policy":
            texts += [each.encode() for each in (entry.page.bad, entry.page.good) if each]
    return texts


def _looking():  # type: ignore[no-untyped-def]
    """The function that an input must survive."""
    from cs.catalogue import KINDS
    from cs.documents import Source, load

    def look(data: bytes) -> None:
        loaded = load([Source("a.yaml", data)], KINDS)
        if not (loaded.findings or loaded.documents):
            raise AssertionError("the file was passed over in silence")
        if any(finding.place.span is None for finding in loaded.findings):
            raise AssertionError("a finding has no place in the text")

    return look


def _fuzz_at_random(seconds: float, seed: int) -> int:
    look, known = _looking(), seeds()
    chance = random.Random(seed)
    ends, count, slowest = time.monotonic() + seconds, 0, 0.0
    while time.monotonic() < ends:
        data = _changed(chance, known)
        began = time.process_time()
        try:
            look(data)
        except Exception:
            return _broke(data, traceback.format_exc())
        took = time.process_time() - began
        if took > SLOWEST:
            return _broke(data, f"took {took:.0f} s of processor time")
        count, slowest = count + 1, max(slowest, took)
    print(f"{count} inputs, nothing found; the slowest took {slowest:.2f} s of processor time")
    return 0


def _changed(chance: random.Random, known: list[bytes]) -> bytes:
    """A seed with pieces replaced, repeated, or put together with another's."""
    data = chance.choice(known)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 0, 1, 4, 12, 200)))
        way = chance.randrange(5)
        if way == 0:
            other = chance.choice(known)
            cut = chance.randint(0, len(other))
            new = other[cut : cut + chance.randint(0, 400)]
        elif way == 1:
            new = data[start:end] * chance.choice((2, 3, 50))
        elif way == 2:
            new = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
        else:
            new = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 100))
        data = (data[:start] + new + data[end:])[:LONGEST]
    return data


def _broke(data: bytes, what: str) -> int:
    file = Path(f"crash-{hashlib.sha256(data).hexdigest()[:12]}")
    file.write_bytes(data)
    print(f"{file} ({len(data)} bytes):\n{what}")
    return 1


if __name__ == "__main__":
    main()
