"""dipevents inside other libraries: one module for each, none loaded unasked."""
