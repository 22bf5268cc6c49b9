-- A delivery that is redelivered by hand waits anew: its schedule and its longest wait count from then.

ALTER TABLE "deliveries" ADD COLUMN "queuedAtMs" BIGINT;
ALTER TABLE "deliveries" ADD COLUMN "queuedAttempts" INTEGER NOT NULL DEFAULT 0;
