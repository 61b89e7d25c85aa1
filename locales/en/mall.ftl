### Subsystem mall
