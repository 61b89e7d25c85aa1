### Subsystem tender
