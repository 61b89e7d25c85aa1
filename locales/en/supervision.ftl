### Subsystem supervision
