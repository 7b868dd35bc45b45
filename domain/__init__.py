"""What an event, a stream, a decision and a history are. Pure: no I/O, no clock, no threads."""
