### Subsystem payment
