"""Where the draws of a sweep come from: distributions within margins, or a frame of one's own."""
