-- What went wrong with parts of calls that Braze accepted, by its text; at most so many different texts a channel and day
-- (lib/storage/minor-errors.ts), the rest counts under ''. width: 1 minute, 2 hour, both of UTC.
CREATE TABLE "minor_errors" (
    "channelNo" INTEGER NOT NULL,
    "sendNo" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "startMs" BIGINT NOT NULL,
    "purpose" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "errors" INTEGER NOT NULL,
    PRIMARY KEY ("channelNo", "sendNo", "width", "startMs", "purpose", "message")
) WITHOUT ROWID;
