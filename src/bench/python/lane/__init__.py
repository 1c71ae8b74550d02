"""Parts of the benchmark jupyter_lane.py."""
