"""The reference class: what rivalries of this kind do everywhere, and the generic levels that make the model do it."""
