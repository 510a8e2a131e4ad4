-- DropIndex
DROP INDEX "AuditEvent_tenantId_id_idx";

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "attemptId" TEXT,
ADD COLUMN     "connectorId" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "seq" INTEGER;

-- CreateTable
CREATE TABLE "AuditHead" (
    "tenantId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("tenantId")
);

-- CreateTable
CREATE TABLE "AuditSegment" (
    "tenantId" TEXT NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "hashBefore" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "firstAt" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,
    "sealedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "keyId" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "AuditSegment_pkey" PRIMARY KEY ("tenantId","lastSeq")
);

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_connectorId_seq_idx" ON "AuditEvent"("tenantId", "connectorId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_attemptId_idx" ON "AuditEvent"("attemptId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_tenantId_seq_key" ON "AuditEvent"("tenantId", "seq");

-- What earlier releases wrote about a connector belongs to its history.
UPDATE "AuditEvent" SET "connectorId" = "target"
  WHERE "action" ~ '^(connector|approval|secret|leftovers|tokens|connection)-';

-- Each event moves the head: room for its next version on the same page.
ALTER TABLE "AuditHead" SET (fillfactor = 20);

-- Events are appended. An update may do one thing, which is to number what an earlier release wrote; a deletion is for what a
-- segment has sealed. Whoever owns the tables can take these triggers away: then the chain tells.
CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_TABLE_NAME = 'AuditEvent' AND TG_OP = 'DELETE' THEN
    IF OLD."seq" <= (SELECT max("lastSeq") FROM "AuditSegment" WHERE "tenantId" = OLD."tenantId") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is appended to and never changed: % of % refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "audit_event_change" BEFORE UPDATE ON "AuditEvent" FOR EACH ROW
  WHEN (OLD."seq" IS NOT NULL OR NEW."seq" IS NULL OR
    to_jsonb(OLD) - 'seq' - 'hash' IS DISTINCT FROM to_jsonb(NEW) - 'seq' - 'hash')
  EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_event_delete" BEFORE DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_event_truncate" BEFORE TRUNCATE ON "AuditEvent" EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_head_change" BEFORE UPDATE ON "AuditHead" FOR EACH ROW
  WHEN (NEW."tenantId" <> OLD."tenantId" OR NEW."seq" < OLD."seq" OR (NEW."seq" = OLD."seq" AND NEW."hash" <> OLD."hash"))
  EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_head_delete" BEFORE DELETE ON "AuditHead" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_head_truncate" BEFORE TRUNCATE ON "AuditHead" EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_segment_change" BEFORE UPDATE OR DELETE ON "AuditSegment" FOR EACH ROW
  EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_segment_truncate" BEFORE TRUNCATE ON "AuditSegment" EXECUTE FUNCTION "audit_refuse"();

-- Moves the head and appends what it covers, together or not at all. A function keeps its plans, which is half of the cost.
-- False: the chain does not end there.
CREATE FUNCTION "audit_append"(
  tenant TEXT, from_seq INTEGER, from_hash TEXT, to_seq INTEGER, to_hash TEXT, to_key TEXT, to_mac TEXT, events JSON
) RETURNS BOOLEAN LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE "AuditHead" SET "seq" = to_seq, "hash" = to_hash, "keyId" = to_key, "mac" = to_mac
    WHERE "tenantId" = tenant AND "seq" = from_seq AND "hash" = from_hash;
  IF NOT FOUND THEN
    RETURN FALSE;
  END IF;
  INSERT INTO "AuditEvent" ("id", "at", "tenantId", "personId", "personUpn", "action", "outcome", "target", "connectorId",
    "attemptId", "requestId", "detail", "seq", "hash")
  SELECT "id", "at", "tenantId", "personId", "personUpn", "action", "outcome", "target", "connectorId",
    "attemptId", "requestId", "detail", "seq", "hash"
  FROM json_to_recordset(events) AS event ("id" TEXT, "at" TIMESTAMP(3), "tenantId" TEXT, "personId" TEXT,
    "personUpn" TEXT, "action" TEXT, "outcome" TEXT, "target" TEXT, "connectorId" TEXT, "attemptId" TEXT,
    "requestId" TEXT, "detail" JSONB, "seq" INTEGER, "hash" TEXT);
  RETURN TRUE;
END
$$;
