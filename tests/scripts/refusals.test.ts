import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { prepareDataDir } from '../../scripts/data-dir.js'
import { migrate } from '../../scripts/migrate.js'
import { type Environment, runCommand } from '../support/run-command.ts'
import { startServer } from '../support/start-server.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Starts a server that must not start, and answers what it says; a stack would mean that nobody thought of it. */
async function refusal(env: Environment) {
  const server = runCommand(process.execPath, ['scripts/serve.js'], env)
  expect(await server.exit).toBe(1)
  expect(server.output()).not.toContain('    at ')
  expect(server.output()).not.toContain('Todoku is ready')
  return server.output()
}

/** A DATA_DIR whose database holds a channel's secret. */
async function dataDirWithSecret() {
  const dataDir = tempFolder()
  const server = await startServer({ dataDir })
  const key = await server.createKey(['--name', 'test', '--instance'])
  const answer = await fetch(`${server.baseUrl}/api/v1/channels`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'sealed', kind: 'line', channelSecret: '0123456789abcdef0123456789abcdef' }),
  })
  expect(answer.status).toBe(201)
  await server.stop()
  return dataDir
}

describe('the server refuses to start, with a message and exit code 1, when', () => {
  it('the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    expect(await refusal({ PORT: String(port), DATA_DIR: tempFolder() })).toContain(
      `Something else is listening on 127.0.0.1 port ${port}. Stop it, or set PORT`,
    )
  })

  it('DATA_DIR is not writable', async () => {
    const file = join(tempFolder(), 'file')
    writeFileSync(file, '')
    expect(await refusal({ PORT: '0', DATA_DIR: join(file, 'data') })).toContain(
      `Todoku cannot write to DATA_DIR (${join(file, 'data')}): ENOTDIR.`,
    )
  })

  it.runIf(process.platform === 'linux')(
    'DATA_DIR lies where nothing can be made',
    async () => {
      expect(await refusal({ PORT: '0', DATA_DIR: '/proc/nope' })).toContain(
        'Todoku cannot write to DATA_DIR (/proc/nope): ENOENT.',
      )
    },
    10_000,
  )

  it('another server uses the same DATA_DIR', async () => {
    const server = await startServer()
    onTestFinished(async () => void (await server.stop()))
    expect(await refusal({ PORT: '0', DATA_DIR: server.dataDir })).toMatch(
      /Another Todoku \(process \d+, since .*\) is using \//,
    )
    expect((await fetch(`${server.baseUrl}/api/health`)).status).toBe(200)
  })

  it('the database is outside DATA_DIR', async () => {
    const outside = join(realpathSync(tempFolder()), 'other.db')
    expect(await refusal({ PORT: '0', DATA_DIR: tempFolder(), DATABASE_URL: `file:${outside}` })).toContain(
      `The database ${outside} is not inside DATA_DIR`,
    )
    expect(existsSync(outside)).toBe(false)
  })

  it('a link in DATA_DIR leads to a database outside of it, whether that is there already or not', async () => {
    const dataDir = tempFolder()
    const outside = join(realpathSync(tempFolder()), 'todoku.db')
    symlinkSync(outside, join(dataDir, 'todoku.db'))
    expect(await refusal({ PORT: '0', DATA_DIR: dataDir })).toContain('Todoku cannot write to DATA_DIR')
    expect(existsSync(outside)).toBe(false)
    writeFileSync(outside, '')
    expect(await refusal({ PORT: '0', DATA_DIR: dataDir })).toContain(`(really ${outside}) is not inside DATA_DIR`)
  })

  it('another server uses the same database from another DATA_DIR', async () => {
    const dataDir = realpathSync(tempFolder())
    const inner = join(dataDir, 'inner')
    const server = await startServer({ dataDir, env: { DATABASE_URL: 'file:inner/todoku.db' } })
    onTestFinished(async () => void (await server.stop()))
    expect(await refusal({ PORT: '0', DATA_DIR: inner })).toContain(`is using ${inner}.`)
    const alias = join(tempFolder(), 'alias')
    symlinkSync(inner, alias)
    expect(await refusal({ PORT: '0', DATA_DIR: alias })).toContain(`is using ${inner}.`)
  })

  it('another server uses the same DATA_DIR with another database', async () => {
    const server = await startServer()
    onTestFinished(async () => void (await server.stop()))
    expect(await refusal({ PORT: '0', DATA_DIR: server.dataDir, DATABASE_URL: 'file:inner/todoku.db' })).toContain(
      `is using ${realpathSync(server.dataDir)}.`,
    )
  })

  it('DATA_DIR is a file', async () => {
    const file = join(tempFolder(), 'file')
    writeFileSync(file, '')
    expect(await refusal({ PORT: '0', DATA_DIR: file })).toContain(`DATA_DIR (${file}) is not a folder.`)
  })

  it('secrets are stored and their key is missing, and starts again when it is back', async () => {
    const dataDir = await dataDirWithSecret()
    const key = readFileSync(join(dataDir, 'secret-key'))
    rmSync(join(dataDir, 'secret-key'))
    expect(await refusal({ PORT: '0', DATA_DIR: dataDir })).toContain('its secret key is missing')
    expect(readdirSync(dataDir)).not.toContain('secret-key')
    writeFileSync(join(dataDir, 'secret-key'), key)
    await (await startServer({ dataDir })).stop()
  })

  it('secrets are stored and another key is given', async () => {
    const dataDir = await dataDirWithSecret()
    const other = Buffer.alloc(32, 7).toString('base64')
    expect(await refusal({ PORT: '0', DATA_DIR: dataDir, TODOKU_SECRET_KEY: other })).toContain(
      'sealed with another secret key than TODOKU_SECRET_KEY',
    )
  })

  it.each([
    ['is no database', Buffer.from('no database at all, but long enough for a header of SQLite'.repeat(100))],
    ['is damaged behind its header', null],
  ])('the database %s, and leaves it as it is', async (_, content) => {
    const dataDir = tempFolder()
    const file = join(dataDir, 'todoku.db')
    if (content === null) migrate(file)
    const bytes = content ?? readFileSync(file).fill(0xff, 100)
    writeFileSync(file, bytes)
    const said = await refusal({ PORT: '0', DATA_DIR: dataDir })
    expect(said).toContain(`The database ${file} is damaged`)
    expect(said).toContain('Restore a backup')
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('PORT is no port', async () => {
    expect(await refusal({ PORT: '65536', DATA_DIR: tempFolder() })).toContain('PORT')
  })

  it('there is no such address here', async () => {
    expect(await refusal({ PORT: '0', HOST: '192.0.2.1', DATA_DIR: tempFolder() })).toContain(
      'Todoku cannot listen on 192.0.2.1',
    )
  })
})

it('keeps DATA_DIR and the database to its own user', async () => {
  const dataDir = join(tempFolder(), 'new')
  const server = await startServer({ dataDir })
  await server.stop()
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, 'todoku.db')).mode & 0o777).toBe(0o600)
})

it.runIf(process.getuid?.() === 0)('takes a writable DATA_DIR that belongs to somebody else', () => {
  const dataDir = tempFolder()
  const databaseFile = join(dataDir, 'todoku.db')
  chmodSync(dataDir, 0o777)
  process.seteuid?.(65_534)
  try {
    prepareDataDir({ dataDir, databaseFile })
  } finally {
    process.seteuid?.(0)
  }
  expect(statSync(databaseFile)).toMatchObject({ uid: 65_534 })
  expect(statSync(dataDir)).toMatchObject({ uid: 0 })
})
