"""The versions of ACP, one file each; those of 2026 share `second_bodies` and `second_shape`."""
