"""Citations of documents: what is cited, and a module for each form it is written in."""
