import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { readyMessage } from '@/lib/practice-bot/ready-message.ts'
import { startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { bundlePracticeBot } from './support/practice-bot.ts'

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the practice bot', () => {
  it('says once on its standard output where it listens, and ends on SIGTERM', async () => {
    const { entry, remove } = await bundlePracticeBot()
    const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(createInterface(child.stdout), 'line')
    const ready = readyMessage.parse(JSON.parse(String(line)))
    expect(Object.keys(ready.urls).sort()).toEqual(PRACTICE_CASES.map(({ id }) => id).sort())
    expect(ready.endpoints.length).toBeGreaterThan(5)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await remove()
  })

  it('lists its URLs for people, with lines to try that find its certificate authority', async () => {
    const { entry, remove } = await bundlePracticeBot()
    const child = spawn(process.execPath, [entry, '--list'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines: string[] = []
    for await (const line of createInterface(child.stdout)) {
      lines.push(line)
      if (line.includes('/practice/accepted')) break
    }
    const text = lines.join('\n')
    for (const { id } of PRACTICE_CASES) {
      expect(text).toContain(`https://${id.replace(/status-(\d\d\d)$/, 'status')}.practice.test:`)
    }
    expect(text).toContain('REST endpoint: https://braze.practice.test:')
    expect(text).toContain('API key: practice-braze-key\n')
    const caFile = / --cacert (\S+) /.exec(text)?.[1] ?? ''
    expect(await readFile(caFile, 'utf8')).toContain('BEGIN CERTIFICATE')
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
    await expect(readFile(caFile)).rejects.toMatchObject({ code: 'ENOENT' })
    await remove()
  })

  it.each(['curl', 'dig'])('says what to install where there is no %s to compare with', async (program) => {
    const { entry, remove } = await bundlePracticeBot()
    const folder = await mkdtemp(`${tmpdir()}/practice-path-`)
    // A machine with everything but this one program; the other one knows nothing.
    for (const other of ['curl', 'dig'].filter((name) => name !== program)) {
      await writeFile(`${folder}/${other}`, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    }
    const child = spawn(process.execPath, [entry, '--compare'], {
      env: { NODE_ENV: 'production', PATH: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const errors: string[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(errors.join('')).toContain(`There is no ${program} on this machine.`)
    await rm(folder, { recursive: true })
    await remove()
  })

  it('ends with the process that started it, even one that was killed', async () => {
    const { entry, remove } = await bundlePracticeBot()
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const c=require('child_process').fork(${JSON.stringify(entry)});c.once('message',()=>console.log(c.pid))`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const pids: number[] = []
    for await (const line of createInterface(parent.stdout)) {
      if (!/^\d+$/.test(line)) continue
      pids.push(Number(line))
      break
    }
    const pid = pids[0] ?? 0
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)
    await remove()
  })

  it('tells how it ended, and stops once more without complaint', async () => {
    const { entry, remove } = await bundlePracticeBot()
    const bot = await startPracticeBot(entry)
    await bot.stop()
    expect(await bot.exited).toBe(0)
    await bot.stop()
    await remove()
  })

  it('that ends before it is ready is an error', async () => {
    const folder = await mkdtemp(`${tmpdir()}/practice-bot-`)
    await writeFile(`${folder}/ends.mjs`, 'process.exit(3)')
    await expect(startPracticeBot(`${folder}/ends.mjs`)).rejects.toThrow('the practice bot ended with 3')
    await rm(folder, { recursive: true })
  })
})
