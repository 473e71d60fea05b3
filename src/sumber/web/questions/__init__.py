"""The named queries behind the pages, one module a subject.

They read the tables of :mod:`sumber.web.holding`; every value is bound under its ``$name``.
"""
