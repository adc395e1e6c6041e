"""Spatial bargaining: what actors with positions, power and salience on issues would settle on."""
