"""The sample plans in the forms that offices have: one module for each form, `sample` for what they all draw."""
