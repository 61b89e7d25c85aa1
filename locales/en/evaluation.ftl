### Subsystem evaluation
