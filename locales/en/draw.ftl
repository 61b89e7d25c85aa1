### Subsystem draw
