import django.db.models.deletion
from django.db import migrations, models

from codeclerk.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
        ('register', '0001_the_register'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='ConsultationRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=60, unique=True)),
                    ('kind', models.CharField(help_text="id of the pack's `consultations.kinds`", max_length=30)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='register.proposal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'kind', 'number'), name='consultations_number_once')],
                },
            ),
            migrations.CreateModel(
                name='ConsultationDate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('what', models.CharField(choices=[('expected', 'expected'), ('issued', 'issued'), ('out', 'out'), ('closes', 'closes'), ('ended', 'ended'), ('dropped', 'dropped')], max_length=10)),
                    ('first', models.DateField(null=True)),
                    ('last', models.DateField(null=True)),
                    ('is_month', models.BooleanField(default=False)),
                    ('reason', models.TextField(blank=True, default='')),
                    ('sure', models.CharField(choices=[('printed', 'printed'), ('stated', 'stated'), ('inferred', 'inferred'), ('unverified', 'unverified')], default='stated', max_length=10)),
                    ('note', models.TextField(blank=True, default='')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dates', to='consultations.consultationrecord')),
                ],
                options={
                    'indexes': [models.Index(fields=['consultation', 'superseded_from'], name='consultations_date_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('consultation', 'what', 'valid_from'), name='consultations_date_one_start')],
                },
            ),
        ),
    ]
