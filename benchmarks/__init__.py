"""Measurements: how well the texts are read."""
