### Subsystem contract
