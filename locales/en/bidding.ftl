### Subsystem bidding
