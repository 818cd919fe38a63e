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
                name='CacheEntry',
                fields=[
                    ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                    ('value', models.TextField()),
                    ('expires', models.DateTimeField(db_index=True)),
                ],
                options={
                    'db_table': 'people_cache',
                },
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=50, unique=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=50, unique=True)),
                    ('name', models.CharField(blank=True, default='', max_length=200)),
                    ('email', models.CharField(blank=True, default='', max_length=254)),
                    ('telephone', models.CharField(blank=True, default='', max_length=50)),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=100, unique=True)),
                    ('role', models.CharField(help_text="id of the pack's `roles`", max_length=64)),
                    ('place', models.CharField(db_index=True, help_text='its stream, such as body:csc', max_length=100)),
                    ('body', models.CharField(blank=True, default='', help_text="id of the pack's `bodies`", max_length=64)),
                    ('seat', models.CharField(blank=True, default='', max_length=100)),
                    ('alternate_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alternates', to='people.membership')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), ('organisation__isnull', True), _connector='OR'), name='people_membership_one_place')],
                },
            ),
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='people.person')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('held', models.BooleanField(default=False)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='people.membership')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('membership', 'valid_from'), name='people_term_one_start')],
                },
            ),
            migrations.CreateModel(
                name='OrganisationCategory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('category', models.CharField(blank=True, default='', max_length=64)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='people.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('organisation', 'valid_from'), name='people_category_one_start')],
                },
            ),
            migrations.CreateModel(
                name='OrganisationKindFact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('kind', models.CharField(choices=[('code_administrator', 'Code administrator'), ('central_service', 'Central service'), ('party', 'Party'), ('authority', 'Authority'), ('government', 'Government'), ('service_provider', 'Service provider'), ('other', 'Other')], default='other', max_length=32)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kinds', to='people.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('organisation', 'valid_from'), name='people_kind_one_start')],
                },
            ),
            migrations.CreateModel(
                name='OrganisationName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('name', models.CharField(default='', max_length=200)),
                    ('short_name', models.CharField(blank=True, default='', max_length=50)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='people.organisation')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('organisation', 'valid_from'), name='people_name_one_start')],
                },
            ),
            migrations.CreateModel(
                name='OnBehalfOf',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='represented_by', to='people.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='represents', to='people.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('person', 'valid_from'), name='people_on_behalf_one_start')],
                },
            ),
            migrations.CreateModel(
                name='ApiToken',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=60, unique=True)),
                    ('label', models.CharField(blank=True, default='', max_length=100)),
                    ('scope', models.CharField(choices=[('read', 'Read what I may see'), ('act', 'Read, and act as I may')], max_length=16)),
                    ('salt', models.CharField(blank=True, max_length=32)),
                    ('digest', models.CharField(blank=True, help_text='SHA-256 of the salt and the secret', max_length=64)),
                    ('issued_at', models.DateTimeField()),
                    ('last_day', models.DateField()),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('used_on', models.DateField(help_text='the London day of its last use', null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='people.person')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PublishedContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('known_from', models.DateTimeField()),
                    ('superseded_from', models.DateTimeField(null=True)),
                    ('with_name', models.BooleanField(default=False)),
                    ('with_telephone', models.BooleanField(default=False)),
                    ('with_email', models.BooleanField(default=False)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='people.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_from__isnull', True), models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR')), fields=('person', 'valid_from'), name='people_published_one_start')],
                },
            ),
        ),
    ]
