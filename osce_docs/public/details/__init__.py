"""What the page of one record shows, a module a kind: each gathers it in a fixed number of queries."""
