-- Written by hand: WITHOUT ROWID keeps the hot tables clustered by their key, partial indexes hold what is rare.
-- tests/storage/schema-drift.test.ts proves that it and prisma/schema.prisma agree.

CREATE TABLE "channels" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "webhookUrl" TEXT,
    "useWebhook" BOOLEAN NOT NULL DEFAULT false,
    "errorStatistics" BOOLEAN NOT NULL DEFAULT false,
    "redelivery" BOOLEAN NOT NULL DEFAULT false,
    "timeoutMs" INTEGER NOT NULL,
    "timezone" TEXT NOT NULL,
    "practice" BOOLEAN NOT NULL DEFAULT false,
    "destination" TEXT NOT NULL,
    "restEndpoint" TEXT,
    "secretSealed" BLOB,
    "apiKeySealed" BLOB,
    "createdAtMs" BIGINT NOT NULL,
    "deletedAtMs" BIGINT,
    "attemptsFromMs" BIGINT,
    CHECK ("kind" IN ('line', 'braze')),
    CHECK ("useWebhook" OR NOT "errorStatistics")
);
CREATE UNIQUE INDEX "channels_id_key" ON "channels"("id");

CREATE TABLE "aggregation_periods" (
    "channelNo" INTEGER NOT NULL,
    "fromMs" BIGINT NOT NULL,
    "toMs" BIGINT,
    "startedBy" TEXT NOT NULL,
    "endedBy" TEXT,
    "endReason" TEXT,
    PRIMARY KEY ("channelNo", "fromMs"),
    CHECK ("toMs" > "fromMs")
) WITHOUT ROWID;
CREATE UNIQUE INDEX "aggregation_periods_open" ON "aggregation_periods"("channelNo") WHERE "toMs" IS NULL;

CREATE TABLE "reasons" (
    "reason" INTEGER NOT NULL PRIMARY KEY,
    "cause" TEXT,
    "detail" TEXT
);

CREATE TABLE "urls" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "url" TEXT NOT NULL
);
CREATE UNIQUE INDEX "urls_url_key" ON "urls"("url");

CREATE TABLE "campaigns" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelNo" INTEGER NOT NULL,
    "campaignId" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "campaigns_channelNo_campaignId_key" ON "campaigns"("channelNo", "campaignId");

CREATE TABLE "sends" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelNo" INTEGER NOT NULL,
    "sendId" TEXT NOT NULL,
    "campaignNo" INTEGER,
    "createdAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "sends_channelNo_sendId_key" ON "sends"("channelNo", "sendId");
CREATE INDEX "sends_campaignNo_idx" ON "sends"("campaignNo") WHERE "campaignNo" IS NOT NULL;

CREATE TABLE "deliveries" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "channelNo" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAtMs" BIGINT NOT NULL,
    "nextAttemptAtMs" BIGINT,
    "endedAtMs" BIGINT,
    "leaseUntilMs" BIGINT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "webhookEventId" BLOB,
    "idempotencyKey" TEXT,
    "sendNo" INTEGER,
    "urlNo" INTEGER,
    "path" TEXT,
    "source" TEXT NOT NULL,
    CHECK ("state" IN ('pending', 'delivered', 'failed', 'skipped'))
);
CREATE UNIQUE INDEX "deliveries_id_key" ON "deliveries"("id");
CREATE UNIQUE INDEX "deliveries_channelNo_idempotencyKey_key" ON "deliveries"("channelNo", "idempotencyKey") WHERE "idempotencyKey" IS NOT NULL;
CREATE INDEX "deliveries_channelNo_createdAtMs_idx" ON "deliveries"("channelNo", "createdAtMs");
CREATE INDEX "deliveries_nextAttemptAtMs_idx" ON "deliveries"("nextAttemptAtMs") WHERE "state" = 'pending';

CREATE TABLE "delivery_bodies" (
    "deliveryNo" INTEGER NOT NULL PRIMARY KEY,
    "body" BLOB NOT NULL,
    "headersJson" TEXT
);

CREATE TABLE "attempts" (
    "channelNo" INTEGER NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "id" BLOB NOT NULL,
    "receivedAtMs" BIGINT NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "purpose" INTEGER NOT NULL,
    "reason" INTEGER NOT NULL,
    "processed" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "status" INTEGER,
    "protocol" INTEGER,
    "remoteAddress" TEXT,
    "urlNo" INTEGER,
    "deliveryNo" INTEGER,
    "sendNo" INTEGER,
    "webhookEventId" BLOB,
    "reportHash" BLOB,
    "rulesVersion" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "startedAtMs", "id"),
    CHECK ("purpose" IN (0, 1, 2)),
    CHECK ("counted" = 0 OR ("counted" = 1 AND "purpose" <> 2)),
    CHECK ("durationMs" >= 0)
) WITHOUT ROWID;
CREATE UNIQUE INDEX "attempts_channelNo_id_key" ON "attempts"("channelNo", "id");
-- By time before reason, so that any choice of causes and details is read newest first without sorting.
CREATE INDEX "attempts_failed" ON "attempts"("channelNo", "startedAtMs", "id", "reason") WHERE "reason" <> 0;
CREATE INDEX "attempts_verification" ON "attempts"("channelNo", "startedAtMs") WHERE "purpose" = 2;
CREATE INDEX "attempts_webhookEventId" ON "attempts"("channelNo", "webhookEventId") WHERE "webhookEventId" IS NOT NULL;
CREATE INDEX "attempts_deliveryNo" ON "attempts"("deliveryNo") WHERE "deliveryNo" IS NOT NULL;
CREATE INDEX "attempts_sendNo" ON "attempts"("sendNo", "startedAtMs") WHERE "sendNo" IS NOT NULL;

CREATE TABLE "attempt_facts" (
    "channelNo" INTEGER NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "id" BLOB NOT NULL,
    "facts" BLOB NOT NULL,
    "responseBody" BLOB,
    PRIMARY KEY ("channelNo", "startedAtMs", "id")
) WITHOUT ROWID;

CREATE TABLE "buckets" (
    "channelNo" INTEGER NOT NULL,
    "sendNo" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "startMs" BIGINT NOT NULL,
    "purpose" INTEGER NOT NULL,
    "reason" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "firstAtMs" BIGINT NOT NULL,
    "lastAtMs" BIGINT NOT NULL,
    PRIMARY KEY ("channelNo", "sendNo", "width", "startMs", "purpose", "reason")
) WITHOUT ROWID;

CREATE TABLE "duration_buckets" (
    "channelNo" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "startMs" BIGINT NOT NULL,
    "failed" INTEGER NOT NULL,
    "bin" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "width", "startMs", "failed", "bin")
) WITHOUT ROWID;

CREATE TABLE "marks" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelNo" INTEGER NOT NULL,
    "atMs" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL
);
CREATE INDEX "marks_channelNo_atMs_idx" ON "marks"("channelNo", "atMs");

CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "channelNo" INTEGER,
    "scopesJson" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "prefix" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "lastUsedAtMs" BIGINT,
    "revokedAtMs" BIGINT
);
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

CREATE TABLE "roles" (
    "userId" TEXT NOT NULL,
    "channelNo" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    PRIMARY KEY ("userId", "channelNo"),
    CHECK ("role" IN ('admin', 'member', 'tester'))
);

CREATE TABLE "audit" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "atMs" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "channelNo" INTEGER,
    "detail" TEXT NOT NULL
);
CREATE INDEX "audit_channelNo_atMs_idx" ON "audit"("channelNo", "atMs");
CREATE TRIGGER "audit_keeps_what_it_has" BEFORE UPDATE ON "audit" BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER "audit_loses_nothing" BEFORE DELETE ON "audit" BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE "instance_facts" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" BLOB NOT NULL
);

CREATE TABLE "users" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");
CREATE INDEX "sessions_userId_idx" ON "sessions"("userId");

CREATE TABLE "accounts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "accounts_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "accounts_userId_idx" ON "accounts"("userId");

CREATE TABLE "verifications" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

CREATE TABLE "rate_limits" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "rate_limits_key_key" ON "rate_limits"("key");
