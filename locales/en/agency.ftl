### Subsystem agency
