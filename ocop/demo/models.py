"""That this installation is a demo, and when its world was built."""

from django.db import models


class DemoBuild(models.Model):
    """One row once the world stands; written in the same transaction, so a build that was cut off leaves none."""

    today = models.DateField()
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"bản demo {self.today:%d/%m/%Y}"


class ScenarioBuild(models.Model):
    """One row per scenario that this installation was built from; written in the same transaction."""

    key = models.CharField(max_length=20, unique=True)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"kịch bản {self.key}"
