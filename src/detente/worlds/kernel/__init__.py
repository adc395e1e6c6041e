"""The compiled loop, the decision tree it solves, and the plain twin that runs the same source uncompiled."""
