"""Rotation and promotion rules of customer-service departments, as checked and planned YAML."""

__version__ = "0.1.0"
