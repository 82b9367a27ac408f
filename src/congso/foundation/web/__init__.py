"""The shell of the screens: layouts, look, menu, forms, refusals and the login pages. It knows no rules."""
