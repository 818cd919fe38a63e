"""The design system: layout, macros, tables, charts, forms and the pages that say no."""
