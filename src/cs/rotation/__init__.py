"""Rotation: who works at which post when."""
