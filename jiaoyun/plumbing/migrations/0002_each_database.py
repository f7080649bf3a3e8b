"""What each database does in its own way: the audit's protection and the index of grams."""

from django.db import migrations

AUDIT_TABLES = ("plumbing_auditevent", "plumbing_auditseal")

# Every role but the owner loses what would change history. Roles that come later: docs/decisions/0004-audit-chain.md.
PROTECT = """
do $$
declare held record;
begin
  for held in
    select distinct c.relname, coalesce(quote_ident(r.rolname), 'public') as grantee
    from pg_class c
    cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    left join pg_roles r on r.oid = a.grantee
    where c.oid = any (array[{tables}]::regclass[]) and a.grantee <> c.relowner
  loop
    execute format('revoke update, delete, truncate on %I from %s', held.relname, held.grantee);
  end loop;
end $$
"""

GRAMS = {
    "postgresql": (
        "alter table plumbing_gramentry add column grams text[] not null default '{}'",
        "create index gram_entry_grams on plumbing_gramentry using gin (grams)",
    ),
    "sqlite": (
        "create table plumbing_gram (gram text not null, entry_id integer not null, primary key (gram, entry_id)) without rowid",
        "create index gram_entry on plumbing_gram (entry_id)",
    ),
}
NO_GRAMS = {
    "postgresql": ("alter table plumbing_gramentry drop column grams",),
    "sqlite": ("drop table plumbing_gram",),
}


def protect_audit(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        tables = ", ".join(f"'{name}'" for name in AUDIT_TABLES)
        schema_editor.execute(PROTECT.replace("{tables}", tables), params=None)


def make_gram_index(apps, schema_editor):
    for statement in GRAMS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_gram_index(apps, schema_editor):
    for statement in NO_GRAMS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [('plumbing', '0001_house')]

    operations = [
        migrations.RunPython(protect_audit, migrations.RunPython.noop),
        migrations.RunPython(make_gram_index, drop_gram_index),
    ]
