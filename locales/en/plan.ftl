### Subsystem plan
