"""A made collection in the shape of CR-UNSC, and the measurement of its loading."""
