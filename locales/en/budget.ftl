### Subsystem budget
