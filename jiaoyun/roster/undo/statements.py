"""The set statements of 撤销, plain SQL for both databases. Parameters: school, batch, low, high, now."""

_BLOCK = """
school_id = %(school)s AND batch_id = %(batch)s AND line BETWEEN %(low)s AND %(high)s AND outcome = 'done'
"""
_ADDED = f"SELECT account_id FROM roster_importrow WHERE {_BLOCK} AND decision = 'add'"

LOCK_CURRENT = f"""
SELECT account_id FROM roster_currentenrolment
WHERE account_id IN (SELECT account_id FROM roster_importrow WHERE {_BLOCK}) ORDER BY account_id FOR UPDATE
"""
# A new pupil who has logged in, or whom a later command changed, stays.
KEEP_TOUCHED_NEW = f"""
UPDATE roster_importrow SET outcome = 'kept'
WHERE {_BLOCK} AND decision = 'add' AND NOT EXISTS (
    SELECT 1 FROM roster_currentenrolment c
    JOIN accounts_account a ON a.id = c.account_id
    JOIN roster_enrolment e ON e.school_id = %(school)s AND e.id = c.enrolment_id
    WHERE c.account_id = roster_importrow.account_id AND c.school_id = %(school)s AND c.version = 1
      AND e.version = 1 AND a.version = 1 AND a.last_login_at IS NULL AND a.password = ''
)
"""
# A guardian who is bound to the new pupil, or waits for the school's word, would lose the child.
KEEP_BOUND_NEW = f"""
UPDATE roster_importrow SET outcome = 'kept'
WHERE {_BLOCK} AND decision = 'add' AND account_id IN (
    SELECT g.child_id FROM accounts_identity g
    WHERE g.role = 'guardian' AND g.state IN ('pending', 'active') AND g.child_id IS NOT NULL
)
"""
KEEP_TOUCHED_KNOWN = f"""
UPDATE roster_importrow SET outcome = 'kept'
WHERE {_BLOCK} AND decision <> 'add' AND (before IS NULL OR NOT EXISTS (
    SELECT 1 FROM roster_currentenrolment c
    WHERE c.account_id = roster_importrow.account_id AND c.version = roster_importrow.found_version + 1
))
"""
# To log in is daily life for a pupil who was here all along: a wrong class is put back all the same. One whom the
# import took in or out of 回收站 and who has logged in since would be thrown out: that row stays.
KEEP_USED_JOINED = f"""
UPDATE roster_importrow SET outcome = 'kept'
WHERE {_BLOCK} AND row_class IN ('elsewhere_gone', 'bin') AND EXISTS (
    SELECT 1 FROM accounts_account a JOIN accounts_identity i ON i.account_id = a.id
    WHERE a.id = roster_importrow.account_id AND i.role = 'student' AND i.organization_id = %(school)s
      AND i.state = 'active' AND a.last_login_at > i.since
)
"""
KEEP_TOUCHED: tuple[str, ...] = (KEEP_TOUCHED_NEW, KEEP_BOUND_NEW, KEEP_TOUCHED_KNOWN, KEEP_USED_JOINED)
# What the sheet said of them goes too: nobody comes back to it, and a later file must not meet their phones.
WITHDRAW_NEW: tuple[str, ...] = (
    f"""
DELETE FROM roster_contact WHERE school_id = %(school)s AND account_id IN ({_ADDED})
""",
    f"""
DELETE FROM roster_studentrecord WHERE school_id = %(school)s AND account_id IN ({_ADDED})
""",
    f"""
UPDATE accounts_identifier SET released_at = %(now)s, released_why = 'import undone'
WHERE released_at IS NULL AND account_id IN ({_ADDED})
""",
    f"""
UPDATE accounts_firstsecret SET voided_at = %(now)s
WHERE used_at IS NULL AND voided_at IS NULL AND account_id IN ({_ADDED})
""",
    f"""
UPDATE accounts_identity SET state = 'ended', until = %(now)s
WHERE state <> 'ended' AND account_id IN ({_ADDED})
""",
    f"""
UPDATE roster_enrolment SET state = 'withdrawn', closed_at = %(now)s, version = version + 1
WHERE school_id = %(school)s AND closed_at IS NULL
  AND id IN (SELECT enrolment_id FROM roster_currentenrolment WHERE account_id IN ({_ADDED}))
""",
    f"""
UPDATE roster_currentenrolment SET state = 'withdrawn', version = version + 1
WHERE account_id IN ({_ADDED})
""",
    f"""
UPDATE accounts_account SET state = 'withdrawn', state_at = %(now)s, session_epoch = session_epoch + 1,
    version = version + 1
WHERE id IN ({_ADDED})
""",
)
BEFORE = f"""
SELECT account_id, row_class, before FROM roster_importrow WHERE {_BLOCK} AND decision <> 'add'
"""
# `w` is the lookup of what stood before, one line a person.
RESTORE_KNOWN: tuple[str, ...] = (
    """
UPDATE accounts_identifier SET released_at = %(now)s, released_why = 'import undone'
WHERE released_at IS NULL AND id IN (SELECT identifier_id FROM lookup_bound)
""",
    """
UPDATE accounts_identity SET state = 'ended', until = %(now)s
WHERE role = 'student' AND organization_id = %(school)s AND state <> 'ended'
  AND account_id IN (SELECT account_id FROM lookup_persons WHERE joined)
""",
    """
UPDATE roster_enrolment SET state = 'withdrawn', closed_at = %(now)s, version = version + 1
WHERE school_id = %(school)s AND closed_at IS NULL AND id IN (
    SELECT c.enrolment_id FROM roster_currentenrolment c JOIN lookup_persons w ON w.account_id = c.account_id
    WHERE w.came
)
""",
    """
UPDATE roster_enrolment AS e
SET school_class_id = w.school_class_id, number = w.number, version = e.version + 1,
    state = CASE WHEN w.joined THEN w.state ELSE e.state END,
    closed_at = CASE WHEN w.joined THEN w.closed_at ELSE e.closed_at END
FROM lookup_persons w
WHERE NOT w.came AND e.school_id = %(school)s AND e.id = w.enrolment_id
""",
    """
UPDATE roster_currentenrolment AS c
SET school_id = w.school_id, enrolment_id = w.enrolment_id, state = w.state, version = c.version + 1
FROM lookup_persons w WHERE c.account_id = w.account_id
""",
    """
UPDATE accounts_account AS a SET state = w.account_state, version = a.version + 1
FROM lookup_persons w WHERE a.id = w.account_id AND a.state = 'active' AND w.account_state <> 'active'
""",
    """
DELETE FROM roster_contact WHERE school_id = %(school)s AND position = 1
  AND account_id IN (SELECT account_id FROM lookup_persons)
""",
    """
INSERT INTO roster_contact (id, school_id, account_id, position, name, relation, phone_digest, phone_sealed, phone_hint)
SELECT contact_id, %(school)s, account_id, 1, contact_name, contact_relation, phone_digest, phone_sealed, phone_hint
FROM lookup_persons WHERE contact_id IS NOT NULL
""",
    """
DELETE FROM roster_studentrecord WHERE school_id = %(school)s
  AND account_id IN (SELECT account_id FROM lookup_persons WHERE NOT had_record)
""",
    """
UPDATE roster_studentrecord AS k
SET ethnicity = w.ethnicity, boarding = w.boarding, entry_month = w.entry_month, remark = w.remark
FROM lookup_persons w WHERE w.had_record AND k.school_id = %(school)s AND k.account_id = w.account_id
""",
    """
INSERT INTO roster_enrolmentchange (id, school_id, account_id, kind, to_class, batch, by, at)
SELECT change_id, %(school)s, account_id, 'undo', school_class_id, %(batch)s, %(by)s, %(now)s FROM lookup_persons
""",
)
SETTLE = f"UPDATE roster_importrow SET outcome = 'undone' WHERE {_BLOCK}"
NEXT = """
SELECT MIN(line), MAX(line), COUNT(*) FROM (
    SELECT line FROM roster_importrow
    WHERE school_id = %s AND batch_id = %s AND outcome = 'done' ORDER BY line LIMIT %s
) next_rows
"""
