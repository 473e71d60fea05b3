"""``python -m sumber`` is ``sumber``."""

import sys

from sumber.cli import main

if __name__ == "__main__":
    sys.exit(main())
