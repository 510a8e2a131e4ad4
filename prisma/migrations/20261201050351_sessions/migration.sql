-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "sessionId" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "address" TEXT,
ADD COLUMN     "authenticatedAt" TIMESTAMP(3),
ADD COLUMN     "checkedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "endReason" TEXT,
ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "endedByUpn" TEXT,
ADD COLUMN     "entraSessionId" TEXT,
ADD COLUMN     "lastUsedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "userAgent" TEXT;

-- CreateIndex
CREATE INDEX "Operation_sessionId_idx" ON "Operation"("sessionId");

-- CreateIndex
CREATE INDEX "Session_entraSessionId_idx" ON "Session"("entraSessionId");
