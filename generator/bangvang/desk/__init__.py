"""The editors' desk: Decap CMS, configured from the model, and what guards its saves."""
