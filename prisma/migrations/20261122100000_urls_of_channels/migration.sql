-- A URL belongs to the channel that tried it, so that it goes when the channel goes (it may hold a secret). The first
-- channel of each URL keeps its number: only rows of the others are written.

CREATE TEMP TABLE "used_urls" AS
    SELECT "channelNo", "urlNo" FROM "attempts" WHERE "urlNo" IS NOT NULL
    UNION SELECT "channelNo", "urlNo" FROM "deliveries" WHERE "urlNo" IS NOT NULL;

CREATE TABLE "urls_of_channels" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelNo" INTEGER NOT NULL,
    "url" TEXT NOT NULL
);
CREATE UNIQUE INDEX "urls_channelNo_url_key" ON "urls_of_channels"("channelNo", "url");

INSERT INTO "urls_of_channels" ("no", "channelNo", "url")
    SELECT "urls"."no", min("used_urls"."channelNo"), "urls"."url"
    FROM "used_urls" JOIN "urls" ON "urls"."no" = "used_urls"."urlNo" GROUP BY "urls"."no";
INSERT INTO "urls_of_channels" ("channelNo", "url")
    SELECT "used_urls"."channelNo", "urls"."url"
    FROM "used_urls" JOIN "urls" ON "urls"."no" = "used_urls"."urlNo" WHERE true
    ON CONFLICT ("channelNo", "url") DO NOTHING;

UPDATE "attempts" SET "urlNo" = (SELECT "own"."no" FROM "urls" JOIN "urls_of_channels" AS "own"
        ON "own"."channelNo" = "attempts"."channelNo" AND "own"."url" = "urls"."url" WHERE "urls"."no" = "attempts"."urlNo")
    WHERE EXISTS (SELECT 1 FROM "urls_of_channels" AS "other"
        WHERE "other"."no" = "attempts"."urlNo" AND "other"."channelNo" <> "attempts"."channelNo");
UPDATE "deliveries" SET "urlNo" = (SELECT "own"."no" FROM "urls" JOIN "urls_of_channels" AS "own"
        ON "own"."channelNo" = "deliveries"."channelNo" AND "own"."url" = "urls"."url" WHERE "urls"."no" = "deliveries"."urlNo")
    WHERE EXISTS (SELECT 1 FROM "urls_of_channels" AS "other"
        WHERE "other"."no" = "deliveries"."urlNo" AND "other"."channelNo" <> "deliveries"."channelNo");

DROP TABLE "urls";
ALTER TABLE "urls_of_channels" RENAME TO "urls";
DROP TABLE "used_urls";
