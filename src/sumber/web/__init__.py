"""The page: what a corpus holds, to read in a browser on the same machine.

1. A request passes the guards (``guards``) and finds its page (``app``).
2. The page asks named questions (``questions``) of the state of the corpus held in memory
   (``desk``) and returns a :class:`~sumber.web.answers.Page` (``pages``).
3. The page leaves as HTML (``rendering``, ``marking``, ``pictures``) or as its JSON or CSV twin
   (``twins``).
"""
