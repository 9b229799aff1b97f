"""How far an answer moves with its inputs."""
