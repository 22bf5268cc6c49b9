import { defineConfig } from 'prisma/config'

// Only `generate`, `validate` and `format` are run (scripts/generate.js); migrations are applied by scripts/migrate.js.
export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
