-- A send without an id is what a campaign sent without one, so that a campaign is always the sum of its sends; each
-- campaign has at most one.
CREATE TABLE "sends_new" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelNo" INTEGER NOT NULL,
    "sendId" TEXT,
    "campaignNo" INTEGER,
    "createdAtMs" BIGINT NOT NULL,
    CHECK ("sendId" IS NOT NULL OR "campaignNo" IS NOT NULL)
);
INSERT INTO "sends_new" ("no", "channelNo", "sendId", "campaignNo", "createdAtMs")
    SELECT "no", "channelNo", "sendId", "campaignNo", "createdAtMs" FROM "sends";
DROP TABLE "sends";
ALTER TABLE "sends_new" RENAME TO "sends";
CREATE UNIQUE INDEX "sends_channelNo_sendId_key" ON "sends"("channelNo", "sendId");
CREATE UNIQUE INDEX "sends_without_id" ON "sends"("campaignNo") WHERE "sendId" IS NULL;
CREATE INDEX "sends_campaignNo_idx" ON "sends"("campaignNo") WHERE "campaignNo" IS NOT NULL;

-- Lists of a channel, newest first.
CREATE INDEX "sends_channelNo_idx" ON "sends"("channelNo");
CREATE INDEX "campaigns_channelNo_idx" ON "campaigns"("channelNo");
CREATE INDEX "deliveries_sendNo" ON "deliveries"("sendNo", "createdAtMs") WHERE "sendNo" IS NOT NULL;
