import django.db.models.deletion
import uuid
from django.db import migrations, models

from codeclerk.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Checkpoint',
                fields=[
                    ('position', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ('digest', models.CharField(max_length=64)),
                    ('sealed_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Receipt',
                fields=[
                    ('command_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('act', models.CharField(max_length=100)),
                    ('actor', models.CharField(max_length=150)),
                    ('digest', models.CharField(help_text='SHA-256 of the whole command, to tell a repeat from a clash', max_length=64)),
                    ('answer', models.TextField(help_text='canonical JSON of what the sender got back')),
                    ('heads', models.TextField(help_text='canonical JSON: [stream, seq, hash] of each event it made')),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PrivateRecord',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                    ('subject', models.CharField(help_text='the stream it belongs to', max_length=200)),
                    ('salt', models.CharField(blank=True, max_length=64)),
                    ('body', models.TextField(blank=True)),
                    ('erased_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['subject'], name='kernel_private_subject')],
                },
            ),
            migrations.CreateModel(
                name='OutboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dedupe', models.CharField(help_text='one message for one cause and recipient', max_length=200, unique=True)),
                    ('kind', models.CharField(max_length=50)),
                    ('to', models.CharField(max_length=320)),
                    ('subject', models.CharField(max_length=300)),
                    ('body', models.TextField()),
                    ('because', models.CharField(max_length=300)),
                    ('created_at', models.DateTimeField()),
                    ('next_attempt_at', models.DateTimeField(db_index=True, help_text='empty once sent or given up', null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('last_error', models.CharField(blank=True, max_length=500)),
                    ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='kernel.receipt')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stream', models.CharField(max_length=200)),
                    ('seq', models.PositiveIntegerField()),
                    ('type', models.CharField(max_length=100)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('payload', models.TextField(help_text='canonical JSON, the very text that was hashed')),
                    ('actor', models.CharField(max_length=150)),
                    ('source_document', models.CharField(blank=True, max_length=64)),
                    ('source_locator', models.CharField(blank=True, max_length=200)),
                    ('effective', models.DateField()),
                    ('known_from', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('previous', models.CharField(max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                    ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='kernel.receipt')),
                ],
                options={
                    'indexes': [models.Index(fields=['effective'], name='kernel_event_effective')],
                    'constraints': [models.UniqueConstraint(fields=('stream', 'seq'), name='kernel_event_stream_seq'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='kernel_event_seq_from_1')],
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('position', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ('digest', models.CharField(max_length=64)),
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PackVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pack', models.CharField(max_length=50)),
                    ('version', models.CharField(max_length=50)),
                    ('digest', models.CharField(max_length=64)),
                    ('effective_from', models.DateField()),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pack', 'version'), name='kernel_pack_version')],
                },
            ),
        ),
    ]
