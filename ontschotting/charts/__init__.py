"""Charts for a position paper: each takes a frame and gives the axes; none sets global state."""
