"""Measurements: how well the texts are read, and how long pages take."""
