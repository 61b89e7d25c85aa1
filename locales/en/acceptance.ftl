### Subsystem acceptance
