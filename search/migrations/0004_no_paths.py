"""The index keeps no paths: whoever asks where a page lies asks the page."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0003_lighter")]

    operations = [migrations.RemoveField(model_name="entry", name="path")]
