"""Records as spreadsheets: export what a list shows, correct it, import it; what differs becomes Rulings.

`resource` makes rows of records, `formats` files of rows and back, `proposed` what an upload would change, `accepted`
the Rulings; `views` are the pages.
"""
