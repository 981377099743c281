"""After 0002 has carried the numbers over: on PostgreSQL a table cannot change in the transaction that wrote to it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('products', '0002_barcodes'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='product',
            name='gtin',
        ),
    ]
