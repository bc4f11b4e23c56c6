"""Two documents side by side: `page` gathers them, the other modules align their texts and know no Django."""
