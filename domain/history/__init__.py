"""States along a stream: folding, keyframes for scrubbing, and the difference between two of them."""
