"""Loads the domains that are installed: ours, and those that others register."""

from __future__ import annotations

from importlib.metadata import entry_points

from domain.decider import Domain

GROUP = "eventscope.domains"


def load_domains() -> tuple[tuple[Domain, ...], tuple[str, ...]]:
    """The domains behind the entry points of the group `eventscope.domains`, and what is wrong with others.

    A domain that does not load must not keep a log from being opened: its streams are shown as inferred.
    """
    domains: dict[str, Domain] = {}
    problems = []
    claimed: dict[str, str] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name != "shop", entry.name)):
        try:
            loaded = entry.load()
        except Exception as error:  # noqa: BLE001 - a plug-in may fail in any way; the person is told
            problems.append(f"The domain {entry.name!r} ({entry.value}) did not load: {error!r}")
            continue
        if not isinstance(loaded, Domain):
            problems.append(
                f"The domain {entry.name!r} ({entry.value}) is no Domain but {type(loaded).__name__}."
            )
            continue
        if loaded.name in domains:
            continue  # the same domain seen twice, e.g. from a checkout and from its installed package
        taken = [d.category for d in loaded.deciders if d.category in claimed]
        if taken:
            problems.append(
                f"The domain {entry.name!r} claims {taken[0]!r}, which {claimed[taken[0]]!r} has already."
            )
            continue
        claimed.update((decider.category, loaded.name) for decider in loaded.deciders)
        domains[loaded.name] = loaded
    return tuple(domains.values()), tuple(problems)
