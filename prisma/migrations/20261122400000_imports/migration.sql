-- Errors read from a file that LINE's console gave, and marks that deploys set.

-- `fromMs` and `toMs`: the time that the file was said to cover. What of it was imported are the periods.
CREATE TABLE "imports" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "channelNo" INTEGER NOT NULL,
    "fromMs" BIGINT NOT NULL,
    "toMs" BIGINT NOT NULL,
    "importedAtMs" BIGINT NOT NULL,
    "importedBy" TEXT NOT NULL,
    "fileName" TEXT,
    "rows" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    CHECK ("toMs" > "fromMs")
);
CREATE UNIQUE INDEX "imports_id_key" ON "imports"("id");
CREATE INDEX "imports_channelNo_idx" ON "imports"("channelNo");

-- Aggregation periods that a file claims, apart from Todoku's own: no attempt is counted by them.
CREATE TABLE "import_periods" (
    "channelNo" INTEGER NOT NULL,
    "fromMs" BIGINT NOT NULL,
    "toMs" BIGINT NOT NULL,
    "importNo" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "fromMs"),
    CHECK ("toMs" > "fromMs"),
    CHECK ("fromMs" % 60000 = 0 AND "toMs" % 60000 = 0)
) WITHOUT ROWID;

-- Counted into the buckets under the purpose 3, which no attempt has.
CREATE TABLE "imported_errors" (
    "channelNo" INTEGER NOT NULL,
    "minuteMs" BIGINT NOT NULL,
    "reason" INTEGER NOT NULL,
    "importNo" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "firstAtMs" BIGINT NOT NULL,
    "lastAtMs" BIGINT NOT NULL,
    PRIMARY KEY ("channelNo", "minuteMs", "reason"),
    CHECK ("errors" > 0),
    CHECK ("minuteMs" = "firstAtMs" - "firstAtMs" % 60000 AND "lastAtMs" >= "firstAtMs")
) WITHOUT ROWID;

-- Marks that somebody set have an id, by which they can be taken away, and perhaps the key of the request.
ALTER TABLE "marks" ADD COLUMN "id" TEXT;
ALTER TABLE "marks" ADD COLUMN "idempotencyKey" TEXT;
CREATE UNIQUE INDEX "marks_id_key" ON "marks"("id");
CREATE UNIQUE INDEX "marks_channelNo_idempotencyKey_key" ON "marks"("channelNo", "idempotencyKey") WHERE "idempotencyKey" IS NOT NULL;
