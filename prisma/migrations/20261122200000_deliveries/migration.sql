-- Todoku in the path: the queue, suspension, redelivery by hand, and what is counted of deliveries.

ALTER TABLE "channels" ADD COLUMN "concurrency" INTEGER NOT NULL DEFAULT 16;
ALTER TABLE "channels" ADD COLUMN "redeliveryFirstMs" INTEGER NOT NULL DEFAULT 10000;
ALTER TABLE "channels" ADD COLUMN "redeliveryWindowMs" INTEGER NOT NULL DEFAULT 86400000;
ALTER TABLE "channels" ADD COLUMN "signingSecretSealed" BLOB;
ALTER TABLE "channels" ADD COLUMN "previousSigningSecretSealed" BLOB;
ALTER TABLE "channels" ADD COLUMN "previousSigningUntilMs" BIGINT;

CREATE TABLE "channel_deliveries" (
    "channelNo" INTEGER NOT NULL PRIMARY KEY,
    "failingSinceMs" BIGINT,
    "failuresInARow" INTEGER NOT NULL DEFAULT 0,
    "suspendedAtMs" BIGINT,
    "nextProbeAtMs" BIGINT,
    "probes" INTEGER NOT NULL DEFAULT 0,
    "arrivedAtMs" BIGINT,
    "refusedAtMs" BIGINT,
    "refused" INTEGER NOT NULL DEFAULT 0
);

ALTER TABLE "deliveries" ADD COLUMN "duplicates" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "deliveries" ADD COLUMN "runNo" INTEGER;

-- A claim moves `nextAttemptAtMs` to the end of its lease, so that "due" is one comparison and an expired lease is due.
DROP INDEX "deliveries_nextAttemptAtMs_idx";
CREATE INDEX "deliveries_channelNo_nextAttemptAtMs_idx" ON "deliveries"("channelNo", "nextAttemptAtMs") WHERE "state" = 'pending';
CREATE INDEX "deliveries_not_arrived" ON "deliveries"("channelNo", "createdAtMs", "no") WHERE "state" IN ('failed', 'skipped');

-- Which delivery brought an event, so that one that LINE sends again is known.
CREATE TABLE "delivery_events" (
    "channelNo" INTEGER NOT NULL,
    "eventId" BLOB NOT NULL,
    "deliveryNo" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "eventId")
) WITHOUT ROWID;

-- Deliveries by the time they were accepted and what has become of them; triggers keep it, whoever changes a state.
CREATE TABLE "delivery_counts" (
    "channelNo" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "startMs" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "redelivered" INTEGER NOT NULL,
    "deliveries" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "width", "startMs", "state", "redelivered")
) WITHOUT ROWID;

CREATE TRIGGER "deliveries_counted" AFTER INSERT ON "deliveries" BEGIN
    INSERT INTO "delivery_counts" VALUES
        (NEW."channelNo", 1, NEW."createdAtMs" - NEW."createdAtMs" % 60000, NEW."state", NEW."attempts" > 1, 1),
        (NEW."channelNo", 2, NEW."createdAtMs" - NEW."createdAtMs" % 3600000, NEW."state", NEW."attempts" > 1, 1)
    ON CONFLICT DO UPDATE SET "deliveries" = "deliveries" + 1;
END;

CREATE TRIGGER "deliveries_recounted" AFTER UPDATE OF "state", "attempts" ON "deliveries"
WHEN NEW."state" <> OLD."state" OR (NEW."attempts" > 1) <> (OLD."attempts" > 1) BEGIN
    UPDATE "delivery_counts" SET "deliveries" = "deliveries" - 1
    WHERE "channelNo" = OLD."channelNo" AND "state" = OLD."state" AND "redelivered" = (OLD."attempts" > 1)
      AND (("width" = 1 AND "startMs" = OLD."createdAtMs" - OLD."createdAtMs" % 60000)
        OR ("width" = 2 AND "startMs" = OLD."createdAtMs" - OLD."createdAtMs" % 3600000));
    INSERT INTO "delivery_counts" VALUES
        (NEW."channelNo", 1, NEW."createdAtMs" - NEW."createdAtMs" % 60000, NEW."state", NEW."attempts" > 1, 1),
        (NEW."channelNo", 2, NEW."createdAtMs" - NEW."createdAtMs" % 3600000, NEW."state", NEW."attempts" > 1, 1)
    ON CONFLICT DO UPDATE SET "deliveries" = "deliveries" + 1;
END;

-- What is there already; practice deliveries that were never sent keep their state.
INSERT INTO "delivery_counts"
    SELECT "channelNo", 1, "createdAtMs" - "createdAtMs" % 60000, "state", "attempts" > 1, count(*)
    FROM "deliveries" GROUP BY 1, 3, 4, 5;
INSERT INTO "delivery_counts"
    SELECT "channelNo", 2, "createdAtMs" - "createdAtMs" % 3600000, "state", "attempts" > 1, count(*)
    FROM "deliveries" GROUP BY 1, 3, 4, 5;

-- One redelivery by hand of many; its members were chosen when it began.
CREATE TABLE "redelivery_runs" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "channelNo" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "endedAtMs" BIGINT,
    "chosenJson" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    CHECK ("state" IN ('canary', 'running', 'paused', 'stopped', 'halted', 'finished'))
);
CREATE UNIQUE INDEX "redelivery_runs_id_key" ON "redelivery_runs"("id");
CREATE INDEX "redelivery_runs_channelNo_startedAtMs_idx" ON "redelivery_runs"("channelNo", "startedAtMs");

-- state: waiting, sent (given to the queue), delivered, failed, skipped
CREATE TABLE "redelivery_run_items" (
    "runNo" INTEGER NOT NULL,
    "deliveryNo" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    PRIMARY KEY ("runNo", "deliveryNo")
) WITHOUT ROWID;
CREATE INDEX "redelivery_run_items_runNo_state_deliveryNo_idx" ON "redelivery_run_items"("runNo", "state", "deliveryNo");
