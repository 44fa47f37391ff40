"""The search pages: form state, results page, exports and views."""
