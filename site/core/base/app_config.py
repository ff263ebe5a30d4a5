"""Mixin of app configurations: connects the signal handlers of an app."""

from importlib import import_module


class SignalHandlersMixin:
    """For apps with a module ``signal_handlers``, whose ``connect`` is called once all models are there."""

    name: str

    def ready(self) -> None:
        import_module(f"{self.name}.signal_handlers").connect()
