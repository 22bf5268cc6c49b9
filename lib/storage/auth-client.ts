import type { PrismaClient } from './generated/client.ts'
import type { Writer } from './writer.ts'

const READS = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
])

/** The client that Better Auth gets: its writes wait for their turn among the writer's. */
export function makeAuthClient(client: PrismaClient, writer: Writer): PrismaClient {
  const extended = client.$extends({
    query: {
      $allOperations: ({ operation, args, query }) =>
        READS.has(operation) ? query(args) : writer.exclusive(async () => query(args)),
    },
  })
  // An extended client has every model of the plain one; Prisma's types do not say so.
  return extended as unknown as PrismaClient
}
