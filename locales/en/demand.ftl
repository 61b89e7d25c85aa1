### Subsystem demand
