"""One system of the conflict a file. Each owns its state, names its terms, cites its paper and can be switched off."""
