import django.db.models.deletion
from django.db import migrations, models

from codeclerk.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='IssuedPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=60)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(max_length=60)),
                    ('title', models.CharField(max_length=400)),
                    ('period', models.CharField(help_text='the month in its title, 2021-03', max_length=7)),
                    ('classification', models.CharField(choices=[('White', 'White'), ('Green', 'Green'), ('Amber', 'Amber'), ('Red', 'Red')], max_length=10)),
                    ('dated', models.DateField(help_text='the day it bears')),
                    ('data_date', models.DateField(help_text='the period end that its figures run to', null=True)),
                    ('as_at', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('checkpoint_position', models.PositiveBigIntegerField(help_text='newest seal of the record when it was issued')),
                    ('checkpoint_digest', models.CharField(max_length=64)),
                    ('schema', models.PositiveSmallIntegerField(help_text='version of its JSON shape')),
                    ('reason', models.TextField(blank=True, help_text='why it replaces the version before')),
                    ('issued_on', models.DateField()),
                    ('known_from', models.DateTimeField()),
                    ('subject', models.CharField(blank=True, default='', help_text='what it is about, such as proposal:0092; empty for no one thing', max_length=100)),
                    ('persons', models.JSONField(blank=True, default=list, help_text='keys of those whose contact details it prints')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'period'], name='papers_issued_kind'), models.Index(fields=['subject'], name='papers_issued_subject')],
                    'constraints': [models.UniqueConstraint(fields=('reference', 'version'), name='papers_issued_once')],
                },
            ),
            migrations.CreateModel(
                name='IssuedFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='paper.pdf, tables/open.csv', max_length=120)),
                    ('media_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='papers.issuedpaper')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('paper', 'name'), name='papers_file_once')],
                },
            ),
        ),
    ]
