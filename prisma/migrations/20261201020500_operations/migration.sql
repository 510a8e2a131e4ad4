-- What was called a consent flow is an operation; its rows stay, so that what was under way goes on.
ALTER TABLE "ConsentFlow" RENAME TO "Operation";
ALTER TABLE "Operation" RENAME CONSTRAINT "ConsentFlow_pkey" TO "Operation_pkey";
ALTER INDEX "ConsentFlow_stateHash_key" RENAME TO "Operation_stateHash_key";
ALTER INDEX "ConsentFlow_tenantId_personId_idx" RENAME TO "Operation_tenantId_personId_idx";
ALTER INDEX "ConsentFlow_expiresAt_idx" RENAME TO "Operation_expiresAt_idx";
CREATE INDEX "Operation_tenantId_connectorId_idx" ON "Operation"("tenantId", "connectorId");
ALTER TABLE "Operation" RENAME COLUMN "purpose" TO "kind";
ALTER TABLE "Operation" RENAME COLUMN "leg" TO "authorizationStep";
ALTER TABLE "Operation" RENAME COLUMN "surface" TO "displayMode";
ALTER TABLE "Operation" RENAME COLUMN "sealedSecrets" TO "sealedTransaction";
ALTER TABLE "Operation" RENAME COLUMN "sealedGrant" TO "sealedToken";
ALTER TABLE "Operation" RENAME COLUMN "grantExpiresAt" TO "tokenExpiresAt";
ALTER TABLE "Operation" ADD COLUMN "undoing" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Operation" ADD COLUMN "outcome" JSONB;
ALTER TABLE "Operation" ADD COLUMN "endedAt" TIMESTAMP(3), ADD COLUMN "revealedAt" TIMESTAMP(3);
UPDATE "Operation" SET "outcome" = jsonb_build_object('kind', 'undone', 'pendingPurges', "leftovers")
  WHERE "leftovers" IS NOT NULL;
ALTER TABLE "Operation" DROP COLUMN "leftovers", DROP COLUMN "wait";
UPDATE "Operation" SET "kind" = CASE "kind"
  WHEN 'secret' THEN 'new-secret'
  WHEN 'secret-remove' THEN 'remove-secret'
  WHEN 'leftovers' THEN 'clean-up'
  ELSE "kind" END;

-- The journal of a connector; an operation that takes one step keeps what it waits for here too.
ALTER TABLE "SetupStep" RENAME TO "OperationStep";
ALTER TABLE "OperationStep" RENAME CONSTRAINT "SetupStep_pkey" TO "OperationStep_pkey";
ALTER TABLE "OperationStep" RENAME CONSTRAINT "SetupStep_connectorId_fkey" TO "OperationStep_connectorId_fkey";
ALTER INDEX "SetupStep_connectorId_name_key" RENAME TO "OperationStep_connectorId_name_key";
ALTER INDEX "SetupStep_tenantId_connectorId_idx" RENAME TO "OperationStep_tenantId_connectorId_idx";
ALTER TABLE "OperationStep" ADD COLUMN "operationId" TEXT;
ALTER TABLE "OperationStep" DROP COLUMN "attempts";

-- Written, and never read.
ALTER TABLE "Connector" DROP COLUMN "version", DROP COLUMN "updatedAt", DROP COLUMN "createdById";
