"""The parts of the script that builds datasets/nederland from datasets/raw."""
