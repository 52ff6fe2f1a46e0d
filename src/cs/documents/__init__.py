"""YAML text to validated policies, with a place for every value.

A pipeline of values: bytes to text (`source`), text to nodes (`nodes`), nodes to plain data with a
span for every route (`plain`), data to strict models (`validation`), and what stands across
documents (`references`); `load` runs it all.
"""

from cs.documents.loading import Failed, Loaded, load
from cs.documents.source import Source
from cs.documents.spans import Spans

__all__ = ["Failed", "Loaded", "Source", "Spans", "load"]
