"""How laws are tried: the same cases at every run, whatever else the machine is doing.

``pytest --hypothesis-profile explore`` draws new cases instead.
"""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=1000
)
settings.load_profile("steady")

# A shell ignores SIGINT for what it starts in the background, and children inherit that; the tests
# of Ctrl-C need it heard.
signal.signal(signal.SIGINT, signal.default_int_handler)
