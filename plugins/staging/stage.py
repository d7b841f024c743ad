"""The signals of a staged build: start beside the output, end by bringing it over."""

import atexit
import os
import shutil
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.faults import ContentFaults, Fault, collect, report
from plugins.staging.links import link_faults
from plugins.staging.sync import bring_over


def register() -> None:
    """Connect the receivers; Pelican holds them weakly, so they stand at module level."""
    signals.initialized.connect(begin)
    signals.generator_init.connect(collect_faults)
    signals.all_generators_finalized.connect(refuse)


def begin(pelican: Any) -> None:
    """Send the build to a fresh folder beside the output folder."""
    missing = set(pelican.settings.get("PLUGINS_REQUIRED", ())) - set(pelican.settings["PLUGINS"])
    if missing:
        raise SystemExit(f"Not built: no plugin {', '.join(sorted(missing))}; see the error above")
    pelican.final_output_path = pelican.output_path
    output = Path(pelican.output_path)
    _remove_left_over(output)
    stage = output.with_name(f".{output.name}.{os.getpid()}")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    atexit.register(shutil.rmtree, stage, ignore_errors=True)
    pelican.output_path = str(stage)
    # Pruning is done at the end, from what was really built; never around the sources.
    sources = Path(pelican.path).resolve()
    pelican.prunes = pelican.delete_outputdir and not sources.is_relative_to(output.resolve())
    pelican.delete_outputdir = False
    # Here and not in ``register``: they are the last to be asked once all plugins have registered.
    signals.all_generators_finalized.connect(stop)
    signals.finalized.connect(finish)


def collect_faults(generator: Any) -> None:
    """Keep what is found wrong until everybody has looked."""
    collect(generator.context)


def refuse(generators: list[Any]) -> None:
    """Report what must not be written or copied.

    That is where a file could not be read: Pelican has said why, and would go on without it. And
    where a page links to a file outside the content folder, which Pelican would publish.
    """
    contents = generators[0].context["generated_content"]
    root = Path(generators[0].path)
    faults = [
        Fault(os.path.relpath(root / path), 1, "could not be read; the message above says why")
        for path, content in contents.items()
        if content is None
    ]
    for content in contents.values():
        if content is not None:
            faults.extend(link_faults(content, root))
    report(generators[0].context, faults)


def stop(generators: list[Any]) -> None:
    """Stop with all that is wrong, whoever found it. Raises ContentFaults."""
    faults = collect(generators[0].context)
    if faults:
        raise ContentFaults(set(faults))


def finish(pelican: Any) -> None:
    """Bring the built site over and take the stage away."""
    stage, output = Path(pelican.output_path), Path(pelican.final_output_path)
    keep = frozenset(pelican.output_retention) if pelican.prunes else None
    bring_over(stage, output, keep)
    shutil.rmtree(stage)
    pelican.output_path = pelican.final_output_path


def _remove_left_over(output: Path) -> None:
    """Take away the stages of builds that were ended before they could do it."""
    for stage in output.parent.glob(f".{output.name}.*"):
        suffix = stage.name.rpartition(".")[2]
        if suffix.isdigit() and not _is_running(int(suffix)):
            shutil.rmtree(stage, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
