-- CreateTable
CREATE TABLE "BackgroundJob" (
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "everySeconds" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "leaseOwner" TEXT,
    "leaseExpiresAt" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "outcome" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "BackgroundJob_pkey" PRIMARY KEY ("tenantId","name")
);
