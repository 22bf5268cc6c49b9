-- What was tried and waits for its next attempt: few, however many wait for their first.
CREATE INDEX "deliveries_tried" ON "deliveries"("channelNo", "nextAttemptAtMs") WHERE "state" = 'pending' AND "attempts" > "queuedAttempts";
