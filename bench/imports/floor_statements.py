"""The floor's SQL: one lookup, one join, one stage, and six inserts into the product's own tables."""

LOOKUP = "create temporary table lookup (line int4, kind varchar(10), digest bytea) on commit drop"
FIND = """
select w.line, a.name_key, c.school_id, c.state, e.school_class_id
from lookup w
join accounts_identifier i on i.kind = w.kind and i.digest = w.digest and i.released_at is null
join accounts_account a on a.id = i.account_id
left join roster_currentenrolment c on c.account_id = a.id
left join roster_enrolment e on e.id = c.enrolment_id
"""
CLASSES = "select id, entry_year, number from organizations_schoolclass where school_id = %s and state = 'open'"
STAGE = """
create temporary table stage (
    account_id uuid, name varchar(60), name_key varchar(120), sort_key varchar(120), name_pinyin varchar(160),
    name_initials varchar(60), sex varchar(1), birth_date date,
    document_id uuid, document_digest bytea, document_sealed bytea, document_hint varchar(24),
    roll_id uuid, roll_digest bytea, roll_sealed bytea, roll_hint varchar(24),
    enrolment_id uuid, identity_id uuid, school_class_id uuid
) on commit drop
"""
STAGE_TYPES = [
    "uuid", *["varchar"] * 6, "date", "uuid", "bytea", "bytea", "varchar", "uuid", "bytea", "bytea", "varchar",
    "uuid", "uuid", "uuid",
]  # fmt: skip
WRITE = (
    """
insert into accounts_account (id, name, name_key, sort_key, name_pinyin, name_initials, sex, birth_date, state,
    state_reason, password, session_epoch, created_at, version)
select account_id, name, name_key, sort_key, name_pinyin, name_initials, sex, birth_date, 'active',
    '', '', 0, %(now)s, 1
from stage
""",
    """
insert into accounts_identifier (id, account_id, kind, document_kind, digest, sealed, hint, bound_at, released_why)
select document_id, account_id, 'document', '1', document_digest, document_sealed, document_hint, %(now)s, '' from stage
""",
    """
insert into accounts_identifier (id, account_id, kind, document_kind, digest, sealed, hint, bound_at, released_why)
select roll_id, account_id, 'roll', '', roll_digest, roll_sealed, roll_hint, %(now)s, '' from stage
""",
    """
insert into roster_enrolment (id, school_id, account_id, school_class_id, state, number, opened_at, version)
select enrolment_id, %(school)s, account_id, school_class_id, 'enrolled', '', %(now)s, 1 from stage
""",
    """
insert into roster_currentenrolment (account_id, school_id, enrolment_id, state, version)
select account_id, %(school)s, enrolment_id, 'enrolled', 1 from stage
""",
    """
insert into accounts_identity (id, account_id, role, organization_id, state, since)
select identity_id, account_id, 'student', %(school)s, 'active', %(now)s from stage
""",
)
