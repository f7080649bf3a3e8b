"""The set statements of 导入, plain SQL that PostgreSQL and SQLite both read.

They read a block's rows from two small tables of the transaction: `lookup_rows` (`r`, what was decided) and
`lookup_stages` (`s`, what was staged). Rows of persons that exist lead by `r.account_id`, new ones by `s.account_id`.
A new enrolment is made for 新增 and for pupils who come from elsewhere (①); those who are here keep theirs.
Named parameters: school, batch, low, high, now, by.
"""

# --- The block ------------------------------------------------------------------------------------------------------
TAKE_ROWS = """
SELECT school_id, batch_id, line, row_class, decision, name, school_class_id, entry_year, account_id, found_version
FROM roster_importrow
WHERE school_id = %(school)s AND batch_id = %(batch)s AND line BETWEEN %(low)s AND %(high)s
  AND outcome = '' AND decision NOT IN ('', 'skip', 'request')
"""
TAKE_STAGES = """
SELECT line, account_id, name_key, sort_key, name_pinyin, name_initials, sex, birth_date, identity_id, enrolment_id,
    number, document_id, document_kind, document_digest, document_sealed, document_hint, roll_id, roll_digest,
    roll_sealed, roll_hint, record_id, ethnicity, boarding, entry_month, remark, contact_id, contact_name,
    contact_relation, phone_digest, phone_sealed, phone_hint
FROM roster_importstage
WHERE school_id = %(school)s AND batch_id = %(batch)s AND line BETWEEN %(low)s AND %(high)s
"""

_DECIDED = "FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line WHERE TRUE"
_ADDED = f"{_DECIDED} AND r.decision = 'add'"
_JOINING = f"{_DECIDED} AND (r.decision = 'add' OR r.row_class = 'elsewhere_gone')"
_KNOWN = f"{_DECIDED} AND r.account_id IS NOT NULL"
_TARGET_CLASS = "CASE WHEN r.decision = 'enrol' THEN NULL ELSE r.school_class_id END"

# --- Rows whose facts moved since they were checked are left out and checked again -----------------------------------
LOCK_CURRENT = """
SELECT c.account_id FROM roster_currentenrolment c
WHERE c.account_id IN (SELECT account_id FROM lookup_rows WHERE account_id IS NOT NULL) ORDER BY c.account_id FOR UPDATE
"""
PERSON_CHANGED = """
SELECT r.line FROM lookup_rows r
LEFT JOIN roster_currentenrolment c ON c.account_id = r.account_id AND c.version = r.found_version
WHERE r.account_id IS NOT NULL AND c.account_id IS NULL
"""
DOCUMENT_TAKEN = f"""
SELECT r.line {_DECIDED} AND s.document_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM accounts_identifier i
    WHERE i.kind = 'document' AND i.digest = s.document_digest AND i.released_at IS NULL
)
"""
ROLL_NUMBER_TAKEN = f"""
SELECT r.line {_DECIDED} AND s.roll_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM accounts_identifier i
    WHERE i.kind = 'roll' AND i.digest = s.roll_digest AND i.released_at IS NULL
)
"""
CLASS_CLOSED = """
SELECT r.line FROM lookup_rows r WHERE r.school_class_id IS NOT NULL AND r.school_class_id NOT IN (
    SELECT c.id FROM organizations_schoolclass c WHERE c.school_id = %(school)s AND c.state = 'open'
)
"""
MOVED_SINCE: tuple[str, ...] = (PERSON_CHANGED, CLASS_CLOSED)
# Asked only where the unique index has refused a number: to ask before would look for each number twice.
TAKEN_SINCE: tuple[str, ...] = (DOCUMENT_TAKEN, ROLL_NUMBER_TAKEN)

# --- New people -----------------------------------------------------------------------------------------------------
ADD_ACCOUNTS = f"""
INSERT INTO accounts_account (id, name, name_key, sort_key, name_pinyin, name_initials, sex, birth_date, state,
    state_reason, password, session_epoch, created_at, version)
SELECT s.account_id, r.name, s.name_key, s.sort_key, s.name_pinyin, s.name_initials, s.sex, s.birth_date, 'active',
    '', '', 0, %(now)s, 1
{_ADDED}
"""
# Two schools may bring the same new children at once: in one order, the second waits for the first; in two orders, each
# for the other, until PostgreSQL breaks one of them off.
BIND_DOCUMENTS = f"""
INSERT INTO accounts_identifier (id, account_id, kind, document_kind, digest, sealed, hint, bound_at, released_why)
SELECT s.document_id, COALESCE(r.account_id, s.account_id), 'document', s.document_kind, s.document_digest,
    s.document_sealed, s.document_hint, %(now)s, ''
{_DECIDED} AND s.document_id IS NOT NULL
ORDER BY s.document_digest
"""
BIND_ROLL_NUMBERS = f"""
INSERT INTO accounts_identifier (id, account_id, kind, document_kind, digest, sealed, hint, bound_at, released_why)
SELECT s.roll_id, COALESCE(r.account_id, s.account_id), 'roll', '', s.roll_digest, s.roll_sealed, s.roll_hint,
    %(now)s, ''
{_DECIDED} AND s.roll_id IS NOT NULL
ORDER BY s.roll_digest
"""
NUMBERLESS = (
    f"SELECT s.account_id, r.entry_year, s.entry_month {_ADDED} AND s.document_id IS NULL AND s.roll_id IS NULL"
)

# --- Enrolments -----------------------------------------------------------------------------------------------------
ADD_ENROLMENTS = f"""
INSERT INTO roster_enrolment (id, school_id, account_id, school_class_id, state, number, opened_at, opened_by_batch,
    version)
SELECT s.enrolment_id, r.school_id, COALESCE(r.account_id, s.account_id), {_TARGET_CLASS}, 'enrolled', s.number,
    %(now)s, r.batch_id, 1
{_JOINING}
"""
ADD_CURRENT = f"""
INSERT INTO roster_currentenrolment (account_id, school_id, enrolment_id, state, version)
SELECT s.account_id, r.school_id, s.enrolment_id, 'enrolled', 1
{_ADDED}
"""
ADD_IDENTITIES = f"""
INSERT INTO accounts_identity (id, account_id, role, organization_id, state, since, granted_by)
SELECT s.identity_id, COALESCE(r.account_id, s.account_id), 'student', r.school_id, 'active', %(now)s, %(by)s
{_DECIDED} AND (r.decision = 'add' OR r.row_class IN ('elsewhere_gone', 'bin'))
"""
CLAIM_CURRENT = f"""
UPDATE roster_currentenrolment AS c
SET school_id = w.school_id, enrolment_id = w.enrolment_id, state = 'enrolled', version = c.version + 1
FROM (SELECT r.account_id, r.school_id, s.enrolment_id, r.found_version {_DECIDED}
      AND r.row_class = 'elsewhere_gone') w
WHERE c.account_id = w.account_id AND c.version = w.found_version
"""
CHANGE_ENROLMENTS = """
UPDATE roster_enrolment AS e
SET school_class_id = COALESCE(w.school_class_id, e.school_class_id),
    number = CASE WHEN w.number <> '' THEN w.number ELSE e.number END, version = e.version + 1
FROM (SELECT c.enrolment_id, r.school_class_id, s.number
      FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line
      JOIN roster_currentenrolment c ON c.account_id = r.account_id
      WHERE r.row_class IN ('other_class', 'update', 'name_differs')) w
WHERE e.school_id = %(school)s AND e.id = w.enrolment_id AND e.closed_at IS NULL
"""
REOPEN_ENROLMENTS = """
UPDATE roster_enrolment AS e
SET state = 'enrolled', closed_at = NULL, school_class_id = COALESCE(w.school_class_id, e.school_class_id),
    number = CASE WHEN w.number <> '' THEN w.number ELSE e.number END, version = e.version + 1
FROM (SELECT c.enrolment_id, r.school_class_id, s.number
      FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line
      JOIN roster_currentenrolment c ON c.account_id = r.account_id
      WHERE r.decision = 'restore') w
WHERE e.id = w.enrolment_id AND e.school_id = %(school)s
"""
COUNT_CURRENT = f"""
UPDATE roster_currentenrolment AS c
SET state = 'enrolled', version = c.version + 1
FROM (SELECT r.account_id, r.found_version {_KNOWN} AND r.row_class <> 'elsewhere_gone') w
WHERE c.account_id = w.account_id AND c.version = w.found_version
"""
REVIVE_ACCOUNTS = f"""
UPDATE accounts_account SET state = 'active', state_reason = '', version = version + 1
WHERE state = 'deleted' AND id IN (SELECT r.account_id {_KNOWN} AND r.row_class IN ('elsewhere_gone', 'bin'))
"""

# --- What the school keeps: a blank cell never erases -------------------------------------------------------------
KEEP_RECORDS = f"""
INSERT INTO roster_studentrecord (id, school_id, account_id, ethnicity, boarding, entry_month, remark)
SELECT s.record_id, r.school_id, COALESCE(r.account_id, s.account_id), s.ethnicity, s.boarding, s.entry_month, s.remark
{_DECIDED}
ON CONFLICT (school_id, account_id) DO UPDATE SET
    ethnicity = CASE WHEN excluded.ethnicity <> '' THEN excluded.ethnicity ELSE roster_studentrecord.ethnicity END,
    boarding = CASE WHEN excluded.boarding <> '' THEN excluded.boarding ELSE roster_studentrecord.boarding END,
    entry_month = CASE WHEN excluded.entry_month <> '' THEN excluded.entry_month
                       ELSE roster_studentrecord.entry_month END,
    remark = CASE WHEN excluded.remark <> '' THEN excluded.remark ELSE roster_studentrecord.remark END
"""
# The phone is sealed for the contact row it came with: where it replaces another, the row takes the new id too.
KEEP_CONTACTS = f"""
INSERT INTO roster_contact (id, school_id, account_id, position, name, relation, phone_digest, phone_sealed, phone_hint)
SELECT s.contact_id, r.school_id, COALESCE(r.account_id, s.account_id), 1, s.contact_name, s.contact_relation,
    s.phone_digest, s.phone_sealed, s.phone_hint
{_DECIDED} AND (s.contact_name <> '' OR s.contact_relation <> '' OR s.phone_digest IS NOT NULL)
ON CONFLICT (school_id, account_id, position) DO UPDATE SET
    id = CASE WHEN excluded.phone_digest IS NOT NULL THEN excluded.id ELSE roster_contact.id END,
    name = CASE WHEN excluded.name <> '' THEN excluded.name ELSE roster_contact.name END,
    relation = CASE WHEN excluded.relation <> '' THEN excluded.relation ELSE roster_contact.relation END,
    phone_digest = COALESCE(excluded.phone_digest, roster_contact.phone_digest),
    phone_sealed = COALESCE(excluded.phone_sealed, roster_contact.phone_sealed),
    phone_hint = CASE WHEN excluded.phone_digest IS NOT NULL THEN excluded.phone_hint
                      ELSE roster_contact.phone_hint END
"""
RECORD_CHANGES = f"""
INSERT INTO roster_enrolmentchange (id, school_id, account_id, kind, from_class, to_class, batch, by, at)
SELECT s.identity_id, r.school_id, r.account_id, r.decision, e.school_class_id, {_TARGET_CLASS}, r.batch_id, %(by)s,
    %(now)s
FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line
JOIN roster_currentenrolment c ON c.account_id = r.account_id
LEFT JOIN roster_enrolment e ON e.id = c.enrolment_id AND e.school_id = r.school_id
WHERE r.account_id IS NOT NULL
"""
SCHOOLS_LEFT = """
SELECT c.school_id, COUNT(*)
FROM lookup_rows r JOIN roster_currentenrolment c ON c.account_id = r.account_id
WHERE r.row_class = 'elsewhere_gone' AND c.school_id <> %(school)s
GROUP BY c.school_id ORDER BY c.school_id
"""
SETTLED = """
SELECT r.school_id, r.batch_id, r.line, COALESCE(r.account_id, s.account_id) AS account_id, b.before
FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line LEFT JOIN lookup_before b ON b.line = r.line
"""
# One table against one, by all three columns and by nothing known beforehand: the planner takes a fresh batch for one
# row otherwise, and may compare each row with each.
SETTLE_ROWS = """
UPDATE roster_importrow SET outcome = 'done', account_id = w.account_id, before = w.before
FROM lookup_settled w
WHERE roster_importrow.school_id = w.school_id AND roster_importrow.batch_id = w.batch_id
  AND roster_importrow.line = w.line
"""
# What stands in the order of dependence: people, numbers, enrolments, what is kept, then the rows' outcome.
WRITE_IN_ORDER: tuple[str, ...] = (
    RECORD_CHANGES,
    ADD_ACCOUNTS,
    BIND_DOCUMENTS,
    BIND_ROLL_NUMBERS,
    ADD_ENROLMENTS,
    ADD_CURRENT,
    ADD_IDENTITIES,
    CLAIM_CURRENT,
    CHANGE_ENROLMENTS,
    REOPEN_ENROLMENTS,
    COUNT_CURRENT,
    REVIVE_ACCOUNTS,
    KEEP_RECORDS,
    KEEP_CONTACTS,
)
