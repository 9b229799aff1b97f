"""Charts: functions of a frame that give axes, without global state."""
