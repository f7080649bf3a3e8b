"""The outbox's sealed columns, for the rotation of the sealing key."""

from jiaoyun.plumbing.models import OutboxMessage
from jiaoyun.plumbing.resealing import register_sealed
from jiaoyun.plumbing.sending.outbox import NUMBER_SEAL, VALUES_SEAL

register_sealed(OutboxMessage, "sealed_number", NUMBER_SEAL)
register_sealed(OutboxMessage, "sealed_values", VALUES_SEAL)
