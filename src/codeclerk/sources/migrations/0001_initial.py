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
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('known_from', models.DateTimeField()),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ClaimRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(help_text='the same for the same reading of the same place', max_length=24)),
                    ('locator', models.CharField(max_length=200)),
                    ('question', models.CharField(help_text='key of what the claim is about: subject, property, and so on', max_length=24)),
                    ('subject', models.CharField(max_length=120)),
                    ('property', models.CharField(max_length=100)),
                    ('about', models.CharField(blank=True, max_length=21)),
                    ('qualifier', models.CharField(blank=True, max_length=200)),
                    ('value', models.TextField(help_text='canonical JSON')),
                    ('unit', models.CharField(blank=True, max_length=20)),
                    ('stated', models.CharField(choices=[('printed', 'printed'), ('inferred', 'inferred')], max_length=10)),
                    ('reasoning', models.TextField(blank=True)),
                    ('wording', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='sources.document')),
                ],
                options={
                    'indexes': [models.Index(fields=['subject', 'property'], name='sources_claim_subject'), models.Index(fields=['question'], name='sources_claim_question')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True)), fields=('key',), name='sources_claim_once')],
                },
            ),
            migrations.CreateModel(
                name='DocumentClassification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('classification', models.CharField(choices=[('White', 'White'), ('Green', 'Green'), ('Amber', 'Amber'), ('Red', 'Red')], max_length=10)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='sources.document')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['document', 'superseded_from'], name='sources_class_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('document', 'valid_from'), name='sources_classification_one_start')],
                },
            ),
            migrations.CreateModel(
                name='DocumentDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('title', models.CharField(max_length=300)),
                    ('kind', models.CharField(max_length=30)),
                    ('reference', models.CharField(blank=True, max_length=100)),
                    ('publisher', models.CharField(blank=True, help_text='key of the organisation', max_length=100)),
                    ('published', models.DateField(null=True)),
                    ('media_type', models.CharField(blank=True, max_length=100)),
                    ('size', models.PositiveBigIntegerField(null=True)),
                    ('lines', models.PositiveIntegerField(null=True)),
                    ('pages', models.PositiveIntegerField(null=True)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='details', to='sources.document')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['document', 'superseded_from'], name='sources_details_now')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('document', 'valid_from'), name='sources_details_one_start')],
                },
            ),
            migrations.CreateModel(
                name='DocumentFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveBigIntegerField()),
                    ('lines', models.PositiveIntegerField(null=True)),
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='sources.document')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RulingRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('question', models.CharField(max_length=24)),
                    ('subject', models.CharField(max_length=120)),
                    ('property', models.CharField(max_length=100)),
                    ('about', models.CharField(blank=True, max_length=21)),
                    ('qualifier', models.CharField(blank=True, max_length=200)),
                    ('ruled_value', models.TextField(help_text='canonical JSON')),
                    ('unit', models.CharField(blank=True, max_length=20)),
                    ('follows', models.CharField(blank=True, help_text='key of the claim, or empty for another value', max_length=24)),
                    ('considered', models.TextField(help_text='canonical JSON: keys of the claims that were weighed, sorted')),
                    ('reason', models.TextField()),
                    ('ruled_by', models.CharField(max_length=150)),
                    ('ruled_on', models.DateField(help_text='empty on a withdrawn ruling only', null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'indexes': [models.Index(fields=['subject', 'property'], name='sources_ruling_subject')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('question', 'valid_from'), name='sources_ruling_one_start')],
                },
            ),
            migrations.CreateModel(
                name='Withdrawal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('replaced_by', models.CharField(blank=True, help_text='key of the corrected claim', max_length=24)),
                    ('withdrawn_by', models.CharField(max_length=150)),
                    ('known_from', models.DateTimeField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='sources.claimrecord')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ),
    ]
