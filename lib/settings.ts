import { Resolver } from 'node:dns'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartError } from './domain/errors.ts'

const PORT_RANGE = 'must be a whole number from 0 to 65535'
const port = z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE)
const REQUESTS_RANGE = 'must be a whole number from 1 to 1000000'
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)
const httpUrl = z.url({ protocol: /^https?$/ })

/** Every variable that Todoku reads: http-api.md, Operations. */
const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^file:/, 'must begin with file: (PostgreSQL is not supported yet)')
    .optional(),
  BASE_URL: httpUrl.optional(),
  API_REQUESTS_PER_MINUTE: z.coerce
    .number(REQUESTS_RANGE)
    .int(REQUESTS_RANGE)
    .min(1, REQUESTS_RANGE)
    .max(1_000_000, REQUESTS_RANGE)
    .default(6_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WEBHOOK_ALLOW_CIDRS: list.refine(areRanges, 'must be ranges such as 10.1.0.0/16, comma-separated').default([]),
  WEBHOOK_ALLOW_HTTP: flag.default(false),
  WEBHOOK_CA_FILE: z.string().optional(),
  WEBHOOK_DNS_SERVERS: list.refine(areNameServers, 'must be addresses, each with or without a port').optional(),
  TODOKU_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  TODOKU_ADMIN_EMAIL: z.email().optional(),
  TODOKU_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(128).optional(),
  TODOKU_SECRET_KEY: z.string().transform(decodeKey).optional(),
})

/** Those whose value may stand in a file that `<NAME>_FILE` names. */
const SECRETS = ['DATABASE_URL', 'METRICS_TOKEN', 'TODOKU_ADMIN_PASSWORD', 'TODOKU_SECRET_KEY'] as const

export type Settings = {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Absolute path of the SQLite file. */
  databaseFile: string
  baseUrl: string | null
  /** Of a key; ten times as many of recording and delivering. */
  requestsPerMinute: number
  logLevel: string
  metricsToken: string | null
  webhook: {
    allowCidrs: string[]
    allowHttp: boolean
    /** PEM of the extra trust anchors. */
    extraCa: string | null
    /** `host:port`; null: the system's. */
    dnsServers: string[] | null
  }
  role: 'all' | 'web' | 'worker'
  administrator: { email: string; password: string } | null
  /** 32 bytes from the environment; null: the file in DATA_DIR (lib/runtime/secret-key.ts). */
  secretKey: Buffer | null
}

/**
 * Parses the environment; an empty variable is an unset one.
 * @throws StartError `settings_invalid`, naming every wrong variable and what it must be.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(withFiles(env))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new StartError(
      'settings_invalid',
      `These settings cannot be used. ${wrong.join('; ')}. Correct or unset them.`,
    )
  }
  const values = parsed.data
  const dataDir = resolve(values.DATA_DIR)
  const file = values.DATABASE_URL?.slice('file:'.length) ?? 'todoku.db'
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir,
    databaseFile: resolve(dataDir, file),
    baseUrl: values.BASE_URL?.replace(/\/+$/, '') ?? null,
    requestsPerMinute: values.API_REQUESTS_PER_MINUTE,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
    webhook: {
      allowCidrs: values.WEBHOOK_ALLOW_CIDRS,
      allowHttp: values.WEBHOOK_ALLOW_HTTP,
      extraCa: values.WEBHOOK_CA_FILE === undefined ? null : readNamed('WEBHOOK_CA_FILE', values.WEBHOOK_CA_FILE),
      dnsServers: values.WEBHOOK_DNS_SERVERS ?? null,
    },
    role: values.TODOKU_ROLE,
    administrator: administratorOf(values.TODOKU_ADMIN_EMAIL, values.TODOKU_ADMIN_PASSWORD),
    secretKey: values.TODOKU_SECRET_KEY ?? null,
  }
}

function withFiles(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name of Object.keys(environment.shape)) {
    const value = env[name]
    if (value !== undefined && value !== '') values[name] = value
  }
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`]
    if (values[name] === undefined && path) values[name] = readNamed(`${name}_FILE`, path).trim()
  }
  return values
}

function readNamed(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartError(
      'settings_invalid',
      `${variable}: the file ${path} cannot be read. Correct or unset it.`,
      cause,
    )
  }
}

function administratorOf(email?: string, password?: string): Settings['administrator'] {
  if (email === undefined && password === undefined) return null
  if (email !== undefined && password !== undefined) return { email, password }
  throw new StartError(
    'settings_invalid',
    'TODOKU_ADMIN_EMAIL and TODOKU_ADMIN_PASSWORD go together: set both or neither.',
  )
}

function areRanges(texts: string[]): boolean {
  return z.array(z.union([z.cidrv4(), z.cidrv6()])).safeParse(texts).success
}

function areNameServers(servers: string[]): boolean {
  try {
    new Resolver().setServers(servers)
    return true
  } catch {
    return false
  }
}

/** Exactly 32 bytes as hex or base64: anything weaker or guessed at would decide quietly what the data is sealed with. */
function decodeKey(text: string, context: z.RefinementCtx): Buffer {
  const value = text.trim()
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex')
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return Buffer.from(value, 'base64')
  context.addIssue({
    code: 'custom',
    message: 'must be 32 bytes as 64 hex digits or as base64 (openssl rand -base64 32)',
  })
  return z.NEVER
}
