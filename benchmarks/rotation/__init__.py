"""Rotation planning measured: `python -m benchmarks.rotation` from the repository's root."""
