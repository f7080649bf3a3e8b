"""The room's sealed columns, for the rotation of the sealing key.

The values before of an import that can still be undone keep their old seals: a key that was rotated out stays in the
key file for the 7 days of undo.
"""

from jiaoyun.plumbing.resealing import register_sealed
from jiaoyun.roster.models import Contact, ImportStage, StudentClaim

register_sealed(Contact, "phone_sealed", "contact-phone")
register_sealed(ImportStage, "cells", "import-cells", "batch_id", "line")
register_sealed(ImportStage, "document_sealed", "identifier", "document_id")
register_sealed(ImportStage, "roll_sealed", "identifier", "roll_id")
register_sealed(ImportStage, "phone_sealed", "contact-phone", "contact_id")
register_sealed(StudentClaim, "phone_sealed", "claim-phone")
