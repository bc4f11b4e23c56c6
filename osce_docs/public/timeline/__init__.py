"""The timeline: `page` gathers its events, `zoom` and `line` lay them out and know no Django."""
