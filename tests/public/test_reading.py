"""The reading view shows all of a text, in its order, folds under their reason."""

from osce_docs.public.reading import Notes, sections

TEXT = "Home\nContact\nTitle\n\nFirst words.\n- one\n2. two\nleft over\nFirst words."
BLOCKS = [
    [13, 18, "title", "", ""],
    [20, 32, "paragraph", "", ""],
    [35, 38, "item", "", ""],
    [42, 45, "item", "", ""],
    [56, 68, "paragraph", "", ""],
]
FOLDS = [[0, 12, "navigation"], [56, 68, "repetition"]]


def shown(notes=None):
    return sections(TEXT, BLOCKS, FOLDS, notes or Notes())


def test_a_text_is_shown_whole_and_in_order():
    assert [
        (each.folded, each.items, [(s.role, TEXT[s.start : s.end]) for s in each.stretches]) for each in shown()
    ] == [
        ("navigation", False, [("raw", "Home\nContact")]),
        ("", False, [("title", "Title"), ("paragraph", "First words.")]),
        ("", True, [("item", "one"), ("item", "two")]),
        ("", False, [("raw", "\nleft over\n")]),
        ("repetition", False, [("paragraph", "First words.")]),
    ]


def test_what_the_source_writes_before_an_item_is_kept():
    items = next(each for each in shown() if each.items)
    assert [stretch.lead for stretch in items.stretches] == ["-", "2."]


def test_what_is_told_stands_beside_its_paragraph_once():
    notes = Notes(told=[(25, "summit"), (20, "treaty"), (28, "summit"), (43, "office")])
    told = {TEXT[s.start : s.end]: s.told for each in shown(notes) for s in each.stretches if s.told}
    assert told == {"First words.": ["treaty", "summit"], "two": ["office"]}
