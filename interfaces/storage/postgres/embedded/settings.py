"""The settings of the embedded PostgreSQL."""

PORT = 5432

# Written anew before each start, so that a newer tillroll's settings reach an older folder.
# The socket's folder is relative to the data: the folder may be moved, and may have any name.
SETTINGS = f"""\
# Written by tillroll before each start; changes made here are lost.
listen_addresses = ''
port = {PORT}
unix_socket_directories = '.'
max_connections = 100
shared_buffers = 256MB
fsync = on
synchronous_commit = on
max_wal_size = 2GB
checkpoint_timeout = 15min
log_checkpoints = off
# `log` ranks above `error` here. A statement's error is told to the one who sent it, and two changes
# made at the same time are an everyday answer; neither is a fault of the server's.
log_min_messages = log
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
timezone = 'UTC'
"""
