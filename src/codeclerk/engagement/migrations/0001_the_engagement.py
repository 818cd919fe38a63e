import django.db.models.deletion
from django.db import migrations, models

from codeclerk.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
        ('people', '0001_people_and_accounts'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='EngagementRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=100, unique=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EngagementFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('title', models.CharField(default='', max_length=200)),
                    ('first', models.DateField(null=True)),
                    ('last', models.DateField(null=True)),
                    ('hours', models.CharField(blank=True, default='', max_length=100)),
                    ('place', models.CharField(blank=True, default='', max_length=300)),
                    ('is_online', models.BooleanField(default=False)),
                    ('categories', models.TextField(default='[]', help_text="canonical JSON: ids of the pack's party categories")),
                    ('capacity', models.PositiveIntegerField(null=True)),
                    ('closes', models.DateField(null=True)),
                    ('is_cancelled', models.BooleanField(default=False)),
                    ('reason', models.TextField(blank=True, default='')),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('sure', models.CharField(choices=[('printed', 'printed'), ('stated', 'stated'), ('inferred', 'inferred'), ('unverified', 'unverified')], default='stated', max_length=10)),
                    ('note', models.TextField(blank=True, default='')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='engagement.engagementrecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('engagement', 'valid_from'), name='engagement_fact_one_start')],
                },
            ),
            migrations.CreateModel(
                name='BookingFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('places', models.PositiveSmallIntegerField(default=0)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='engagement.engagementrecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('engagement', 'person', 'valid_from'), name='engagement_booking_one_start')],
                },
            ),
            migrations.CreateModel(
                name='AttendanceFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('number', models.PositiveSmallIntegerField(default=0)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='engagement.engagementrecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('engagement', 'organisation', 'valid_from'), name='engagement_attendance_one_start')],
                },
            ),
            migrations.CreateModel(
                name='RequestRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(help_text="id of the pack's `requests`", max_length=64)),
                    ('asked_on', models.DateField()),
                    ('subject', models.CharField(blank=True, default='', max_length=200)),
                    ('message', models.TextField(blank=True, default='')),
                    ('reply_to', models.CharField(blank=True, default='', max_length=254)),
                    ('answer', models.TextField(blank=True, default='')),
                    ('state', models.CharField(choices=[('open', 'open'), ('answered', 'answered'), ('closed', 'closed')], default='open', max_length=10)),
                    ('settled_on', models.DateField(null=True)),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='engagement.engagementrecord')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'asked_on'], name='engagement_request_state')],
                },
            ),
            migrations.CreateModel(
                name='TopicFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(default='', max_length=300)),
                    ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='engagement.engagementrecord')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('engagement', 'number', 'valid_from'), name='engagement_topic_one_start')],
                },
            ),
        ),
    ]
