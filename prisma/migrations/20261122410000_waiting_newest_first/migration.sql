-- What waits, newest first: the list of deliveries had to sort all of it for each page.
CREATE INDEX "deliveries_waiting" ON "deliveries"("channelNo", "createdAtMs", "no") WHERE "state" = 'pending';
