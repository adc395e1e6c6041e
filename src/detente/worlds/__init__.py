"""One month of a conflict system: state, mechanisms, and the compiled loop that lives a history."""
