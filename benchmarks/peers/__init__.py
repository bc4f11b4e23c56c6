"""A peer: the same documents in a Django project as the tutorial leaves it, with the stock admin and import-export."""
