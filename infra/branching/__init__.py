"""Runs what-if branches in scratch logs, and compares what comes of them with the trunk."""
