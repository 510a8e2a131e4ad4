-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "personUpn" TEXT NOT NULL,
    "tenantName" TEXT,
    "tenantDomain" TEXT,
    "roles" TEXT[],
    "rolesReadAt" TIMESTAMP(3) NOT NULL,
    "scopes" TEXT[],
    "sealedReadTokens" TEXT,
    "findings" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentFlow" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "personUpn" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "connectorId" TEXT,
    "state" TEXT NOT NULL,
    "leg" TEXT NOT NULL DEFAULT 'portal',
    "surface" TEXT NOT NULL,
    "input" JSONB,
    "scopes" TEXT[],
    "stateHash" TEXT,
    "cookieHash" TEXT,
    "sealedSecrets" TEXT,
    "sealedGrant" TEXT,
    "grantExpiresAt" TIMESTAMP(3),
    "problem" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "consentedAt" TIMESTAMP(3),
    "leaseExpiresAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ConsentFlow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connector" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "api" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "siemType" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "uniqueName" TEXT NOT NULL,
    "secretDays" INTEGER NOT NULL,
    "applicationObjectId" TEXT,
    "appId" TEXT,
    "servicePrincipalId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByUpn" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenIssuedAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "provenAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Connector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectorSecret" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "connectorId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "keyId" TEXT,
    "hint" TEXT,
    "label" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "ConnectorSecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetupStep" (
    "id" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "connectorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "detail" JSONB,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SetupStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tenantId" TEXT NOT NULL,
    "personId" TEXT,
    "personUpn" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "target" TEXT,
    "requestId" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMP(3),

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Session_tenantId_personId_idx" ON "Session"("tenantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentFlow_stateHash_key" ON "ConsentFlow"("stateHash");

-- CreateIndex
CREATE INDEX "ConsentFlow_tenantId_personId_idx" ON "ConsentFlow"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "ConsentFlow_expiresAt_idx" ON "ConsentFlow"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Connector_uniqueName_key" ON "Connector"("uniqueName");

-- CreateIndex
CREATE INDEX "Connector_tenantId_createdAt_idx" ON "Connector"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "ConnectorSecret_tenantId_connectorId_idx" ON "ConnectorSecret"("tenantId", "connectorId");

-- CreateIndex
CREATE INDEX "SetupStep_tenantId_connectorId_idx" ON "SetupStep"("tenantId", "connectorId");

-- CreateIndex
CREATE UNIQUE INDEX "SetupStep_connectorId_name_key" ON "SetupStep"("connectorId", "name");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_id_idx" ON "AuditEvent"("tenantId", "id");

-- AddForeignKey
ALTER TABLE "ConnectorSecret" ADD CONSTRAINT "ConnectorSecret_connectorId_fkey" FOREIGN KEY ("connectorId") REFERENCES "Connector"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetupStep" ADD CONSTRAINT "SetupStep_connectorId_fkey" FOREIGN KEY ("connectorId") REFERENCES "Connector"("id") ON DELETE CASCADE ON UPDATE CASCADE;
