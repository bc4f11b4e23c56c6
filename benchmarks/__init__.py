"""Measurements: how well the texts are read, how fast they are imported, and how long pages take."""
