import { describe, expect, it } from 'vitest'
import { runCommandLine } from '@/lib/cli/run-command-line.ts'
import { RULES_VERSION } from '@/lib/domain/classification.ts'
import { hashApiKey } from '@/lib/storage/api-key.ts'
import { findKey } from '@/lib/storage/find-key.ts'
import { makeDataset } from './dataset.ts'
import { sqlite } from './sqlite-engine.ts'
import { attempt, makeWorld, type World } from './world.ts'

/** `world` null: the command line must come to its end without the database. */
async function run(world: World | null, ...args: string[]) {
  const answers: string[] = []
  const remarks: string[] = []
  const code = await runCommandLine(
    args,
    async (work) => {
      if (world === null) throw new Error('the database was opened')
      return work(world.ctx)
    },
    { answer: (line) => void answers.push(line), remark: (line) => void remarks.push(line) },
  )
  return { code, answers, remarks }
}

describe('the command line', () => {
  it('makes a key and prints nothing else on standard output', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const { code, answers } = await run(
      world,
      'key',
      'create',
      '--name',
      'ci',
      '--channel',
      channel.id,
      '--scope',
      'attempts:write',
    )
    expect(code).toBe(0)
    expect(answers).toHaveLength(1)
    expect(await findKey(world.ctx, hashApiKey(answers[0] ?? ''))).toMatchObject({
      channelNo: channel.no,
      scopes: ['attempts:write'],
    })
    const listed = (await run(world, 'key', 'list')).answers.join('\n')
    expect(listed).toContain(channel.id)
    expect(listed).not.toContain(answers[0])
    const id = /^(\S{26}) /m.exec(listed)?.[1] ?? ''
    expect((await run(world, 'key', 'revoke', id)).code).toBe(0)
    expect(await findKey(world.ctx, hashApiKey(answers[0] ?? ''))).toBeNull()
  })

  it('checks, names what is wrong with exit code 1, and rebuilds', async () => {
    const world = await makeWorld(sqlite)
    await makeDataset(world)
    expect(await run(world, 'check')).toMatchObject({
      code: 0,
      answers: expect.arrayContaining(['Clean: 1 channels checked.']),
    })
    await world.database.tamper('UPDATE buckets SET attempts = 9 WHERE width = 2 AND reason = 1404 AND "sendNo" = 0')
    const wrong = await run(world, 'check')
    expect(wrong.code).toBe(1)
    expect(wrong.answers.join('\n')).toContain(
      'counts of the hour 2026-11-20T16:00:00.000Z, purpose 0, reason 1404: stored 9, recounted 1',
    )
    expect(await run(world, 'rebuild')).toMatchObject({
      code: 0,
      answers: ['Rebuilt 2 days of 1 channels; 1 counts were wrong.'],
    })
    expect((await run(world, 'check')).code).toBe(0)
  })

  it('judges stored facts again: what would change, then with --apply', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel()
    const error = { code: 'ECONNREFUSED', phase: 'tcp' } as const
    await world.record(
      channel,
      // As older rules would have judged it.
      attempt(world.nowMs, 'Connection timeout', { error }),
      attempt(world.nowMs, 'Connection timeout', { error, purpose: 'verification' }),
      attempt(world.nowMs, '503'),
      attempt(world.nowMs, null),
    )
    await world.database.tamper('UPDATE attempts SET "rulesVersion" = 0')
    const answers = [
      'FROM                TO                 ATTEMPTS  COUNTED',
      'Connection timeout  Connection failed  2         1',
      `Judged by rules ${RULES_VERSION}: 2 attempts, 2 of them get another label.`,
      'Left alone: 1 that were reported without an error, 1 that keep no facts.',
    ]
    const remarks = ['A dry run: nothing was changed. With --apply it is.']
    expect(await run(world, 'reclassify')).toEqual({ code: 0, answers, remarks })
    expect(await run(world, 'reclassify', '--dry-run')).toEqual({ code: 0, answers, remarks })
    expect(await run(world, 'reclassify', '--apply')).toEqual({ code: 0, answers, remarks: [] })
    expect(await run(world, 'reclassify', '--apply')).toEqual({
      code: 0,
      answers: [`Judged by rules ${RULES_VERSION}: 0 attempts, 0 of them get another label.`, answers[3]],
      remarks: [],
    })
    expect((await run(world, 'check')).code).toBe(0)
    expect((await run(world, 'reclassify', '--apply', '--dry-run')).code).toBe(2)
  })

  it('lists channels', async () => {
    const world = await makeWorld(sqlite)
    const channel = await world.channel({ webhookUrl: 'https://bot.example/' })
    const { code, answers } = await run(world, 'channel', 'list')
    expect(code).toBe(0)
    expect(answers[1]?.split(/\s+/)).toEqual([
      channel.id,
      'Shop',
      'line',
      'on',
      'on',
      'Asia/Tokyo',
      'https://bot.example/',
    ])
  })

  it.each([
    ['nothing', []],
    ['an unknown command', ['frobnicate']],
    ['half a command', ['key']],
    ['an unknown option', ['check', '--fast']],
    ['a word too many', ['check', 'twice']],
    ['a word too few', ['key', 'revoke']],
    ['a key without a name', ['key', 'create', '--instance']],
  ])('ends with 2 for %s', async (_, args) => {
    // A key's own options are judged when it runs, everything else before the database is opened.
    const world = args[1] === 'create' ? await makeWorld(sqlite) : null
    expect((await run(world, ...args)).code).toBe(2)
  })

  it('ends with 1 and a sentence when it is refused', async () => {
    const world = await makeWorld(sqlite)
    expect(await run(world, 'key', 'revoke', 'none')).toEqual({
      code: 1,
      answers: [],
      remarks: ['There is no such key.'],
    })
    expect((await run(world, 'key', 'create', '--name', 'x', '--instance', '--scope', 'everything')).code).toBe(1)
  })

  it('explains itself without opening anything', async () => {
    for (const args of [['--help'], ['help'], ['-h'], ['key', 'create', '--help']]) {
      const { code, answers } = await run(null, ...args)
      expect(code).toBe(0)
      expect(answers.join('\n')).toContain('key create --name NAME (--channel ID | --instance)')
    }
  })
})
