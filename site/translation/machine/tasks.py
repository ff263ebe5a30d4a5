"""Background task of machine translation."""

from django_tasks import task

from translation.machine.models import MachineRun
from translation.machine.runs import run


@task()
def draft_texts(run_id: int) -> None:
    """Do or go on with a run. What is drafted already is not drafted again, so a killed worker loses one request."""
    machine_run = MachineRun.objects.filter(pk=run_id).select_related("user").first()
    if machine_run is not None:
        run(machine_run)
