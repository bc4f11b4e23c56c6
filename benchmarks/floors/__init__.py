"""Floors: the same work with nothing but the database's own driver. No framework can be quicker than that."""
