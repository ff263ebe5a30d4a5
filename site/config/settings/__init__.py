"""All settings, one file a topic; the environment is read in ``environment`` and nowhere else."""

from .api import *
from .apps import *
from .cache import *
from .database import *
from .email import *
from .environment import BASE_DIR as BASE_DIR
from .environment import DEBUG as DEBUG
from .exchange import *
from .forms import *
from .i18n import *
from .logging import *
from .machine import *
from .maintenance import *
from .privacy import *
from .publishing import *
from .search import *
from .security import *
from .storage import *
from .tasks import *
from .templates import *
from .wagtail import *
