### Subsystem registry
