-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "threshold" TEXT NOT NULL,
    "urgency" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "connectorId" TEXT,
    "about" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "acknowledgedAt" TIMESTAMP(3),
    "acknowledgedByUpn" TEXT,
    "handledReason" TEXT,
    "snoozedUntil" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeChannel" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shownTarget" TEXT NOT NULL,
    "sealedTarget" TEXT,
    "sealedKey" TEXT,
    "tokenHash" TEXT,
    "leastSeverity" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "createdByUpn" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastDeliveredAt" TIMESTAMP(3),
    "failingSince" TIMESTAMP(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,

    CONSTRAINT "NoticeChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeDelivery" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "nextTryAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "NoticeDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PortalCredentialEnd" (
    "tenantId" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "source" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PortalCredentialEnd_pkey" PRIMARY KEY ("tenantId","fingerprint")
);

-- CreateIndex
CREATE INDEX "Notice_tenantId_closedAt_acknowledgedAt_createdAt_idx" ON "Notice"("tenantId", "closedAt", "acknowledgedAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_tenantId_subject_threshold_key" ON "Notice"("tenantId", "subject", "threshold");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeChannel_tokenHash_key" ON "NoticeChannel"("tokenHash");

-- CreateIndex
CREATE INDEX "NoticeChannel_tenantId_idx" ON "NoticeChannel"("tenantId");

-- CreateIndex
CREATE INDEX "NoticeDelivery_tenantId_state_nextTryAt_idx" ON "NoticeDelivery"("tenantId", "state", "nextTryAt");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeDelivery_noticeId_channelId_key" ON "NoticeDelivery"("noticeId", "channelId");

-- AddForeignKey
ALTER TABLE "NoticeDelivery" ADD CONSTRAINT "NoticeDelivery_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeDelivery" ADD CONSTRAINT "NoticeDelivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "NoticeChannel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
