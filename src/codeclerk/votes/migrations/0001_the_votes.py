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
                name='VoteRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=80, unique=True)),
                    ('body', models.CharField(help_text="id of the pack's `bodies`", max_length=64)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('profile', models.CharField(help_text='profile of the process under which it was opened', max_length=64)),
                    ('carried', models.CharField(help_text='the step that follows if it is carried', max_length=64)),
                    ('lost', models.CharField(blank=True, default='', help_text='the step that follows if it is not', max_length=64)),
                    ('rule', models.TextField(help_text='canonical JSON: how it is counted, as it stood at the opening')),
                    ('rationale', models.CharField(help_text='whether reasons by objective are required', max_length=10)),
                    ('opened_at', models.DateTimeField()),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('meeting', models.DateField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='register.proposal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'body', 'number'), name='votes_number_once')],
                },
            ),
            migrations.CreateModel(
                name='VoteMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('did', models.CharField(choices=[('closed', 'closed'), ('counted', 'counted'), ('published', 'published'), ('reopened', 'reopened'), ('withdrawn', 'withdrawn')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.CharField(max_length=150)),
                    ('reason', models.TextField(blank=True, default='')),
                    ('detail', models.TextField(blank=True, default='', help_text='canonical JSON')),
                    ('closes_at', models.DateTimeField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='votes.voterecord')),
                ],
            ),
            migrations.CreateModel(
                name='SpeakerRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seat', models.CharField(max_length=100)),
                    ('person', models.CharField(db_index=True, help_text='key of the person', max_length=50)),
                    ('role', models.CharField(choices=[('member', 'member'), ('alternate', 'alternate'), ('named', 'named')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='votes.voterecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'seat', 'person'), name='votes_speaker_once')],
                },
            ),
            migrations.CreateModel(
                name='PositionRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seat', models.CharField(max_length=100)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('choice', models.CharField(choices=[('in_favour', 'in_favour'), ('against', 'against'), ('abstain', 'abstain')], max_length=10)),
                    ('objectives', models.CharField(blank=True, default='', help_text='letters with reasons: a,c', max_length=40)),
                    ('how', models.CharField(choices=[('cast', 'cast'), ('alternate', 'alternate'), ('recorded', 'recorded')], max_length=10)),
                    ('given_as', models.CharField(blank=True, default='', help_text='how a recorded one was given', max_length=300)),
                    ('by', models.CharField(help_text='the actor', max_length=150)),
                    ('rationale', models.TextField(blank=True, default='', help_text='canonical JSON: letter -> reason; empty if erased')),
                    ('at', models.DateTimeField()),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='votes.voterecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'seat', 'number'), name='votes_position_once')],
                },
            ),
            migrations.CreateModel(
                name='InterestRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seat', models.CharField(max_length=100)),
                    ('words', models.TextField(blank=True, default='')),
                    ('by', models.CharField(max_length=150)),
                    ('at', models.DateTimeField()),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='votes.voterecord')),
                ],
            ),
            migrations.CreateModel(
                name='VoterRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seat', models.CharField(max_length=100)),
                    ('name', models.CharField(max_length=300)),
                    ('group', models.CharField(blank=True, default='', max_length=64)),
                    ('organisation', models.CharField(blank=True, default='', max_length=50)),
                    ('weight', models.DecimalField(decimal_places=4, max_digits=14)),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='votes.voterecord')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'seat'), name='votes_seat_once')],
                },
            ),
        ),
    ]
