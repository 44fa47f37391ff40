"""The editors' desk without its pages: uploads, what was read and from where, differences, worklist, repair."""
