"""Property tests measure no time: a busy machine is no failure."""

from hypothesis import HealthCheck, settings

settings.register_profile("cs", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cs")
