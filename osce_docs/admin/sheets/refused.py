class Refused(Exception):
    """A file, or one of its rows, is not taken; the words are for the editor who sent it."""
