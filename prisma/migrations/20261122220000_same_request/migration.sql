-- What an idempotency key was first sent with: the same key with something else is an error.

ALTER TABLE "deliveries" ADD COLUMN "requestHash" BLOB;
