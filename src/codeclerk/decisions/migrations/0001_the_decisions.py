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
                name='DecisionRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=140, unique=True)),
                    ('body', models.CharField(help_text="id of the pack's `bodies`", max_length=64)),
                    ('outcome', models.CharField(help_text="id of the pack's `decisions.outcomes`", max_length=64)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='register.proposal')),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'outcome'], name='decisions_by_body')],
                },
            ),
            migrations.CreateModel(
                name='DecisionFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('first', models.DateField(null=True)),
                    ('last', models.DateField(null=True)),
                    ('is_month', models.BooleanField(default=False)),
                    ('objectives', models.CharField(blank=True, default='', help_text='letters in alphabetical order', max_length=20)),
                    ('path', models.CharField(blank=True, default='', help_text="id of the pack's `paths`", max_length=64)),
                    ('is_withdrawn', models.BooleanField(default=False)),
                    ('reason', models.TextField(blank=True, default='')),
                    ('sure', models.CharField(choices=[('printed', 'printed'), ('stated', 'stated'), ('inferred', 'inferred'), ('unverified', 'unverified')], default='stated', max_length=10)),
                    ('note', models.TextField(blank=True, default='')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='decisions.decisionrecord')),
                ],
                options={
                    'indexes': [models.Index(fields=['decision', 'superseded_from'], name='decisions_fact_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('decision', 'valid_from'), name='decisions_fact_one_start')],
                },
            ),
            migrations.CreateModel(
                name='PresentedFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('body', models.CharField(help_text="id of the pack's `bodies`", max_length=64)),
                    ('meeting', models.DateField()),
                    ('asks', models.TextField(default='[]', help_text='canonical JSON: ids of outcomes, in the order of the process')),
                    ('reason', models.TextField(blank=True, default='')),
                    ('sure', models.CharField(choices=[('printed', 'printed'), ('stated', 'stated'), ('inferred', 'inferred'), ('unverified', 'unverified')], default='stated', max_length=10)),
                    ('note', models.TextField(blank=True, default='')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presented', to='register.proposal')),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'meeting', 'superseded_from'], name='decisions_presented_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('proposal', 'body', 'meeting', 'valid_from'), name='decisions_presented_one_start')],
                },
            ),
            migrations.CreateModel(
                name='ReviewFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('to', models.CharField(default='', help_text="id of the pack's `bodies`", max_length=64)),
                    ('about', models.TextField(default='')),
                    ('meeting', models.DateField(null=True)),
                    ('is_settled', models.BooleanField(default=False)),
                    ('outcome', models.TextField(blank=True, default='')),
                    ('sure', models.CharField(choices=[('printed', 'printed'), ('stated', 'stated'), ('inferred', 'inferred'), ('unverified', 'unverified')], default='stated', max_length=10)),
                    ('note', models.TextField(blank=True, default='')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='decisions.decisionrecord')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['decision', 'superseded_from'], name='decisions_review_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('decision', 'valid_from'), name='decisions_review_one_start')],
                },
            ),
        ),
    ]
