import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Each file of before gets a key of its own."""
    document = apps.get_model("core", "PlatformDocument")
    for key in document.objects.values_list("pk", flat=True):
        document.objects.filter(pk=key).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("core", "0002_background_work")]

    operations = [
        migrations.AddField(
            model_name="platformdocument", name="key", field=models.UUIDField(editable=False, null=True)
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
    ]
