"""Speed: synthetic graphs, interleaved timing, growth and peers (goals QE1 to QE6)."""
