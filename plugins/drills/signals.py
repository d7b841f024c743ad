"""The signals of drills, like those of Pelican for articles and pages; other plugins may listen."""

from pelican.plugins.signals import signal

drill_generator_init = signal("drill_generator_init")
drill_generator_preread = signal("drill_generator_preread")
drill_generator_context = signal("drill_generator_context")
drill_generator_finalized = signal("drill_generator_finalized")
drill_generator_write_drill = signal("drill_generator_write_drill")
drill_writer_finalized = signal("drill_writer_finalized")
