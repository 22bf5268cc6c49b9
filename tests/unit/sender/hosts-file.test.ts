import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, it, onTestFinished } from 'vitest'
import { readHostsFile } from '@/lib/sender/hosts-file.ts'

it('finds every address of a name, whatever its case, and no comment', async () => {
  const folder = await mkdtemp(`${tmpdir()}/hosts-`)
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = `${folder}/hosts`
  await writeFile(
    file,
    '127.0.0.1\tlocalhost\n::1 localhost ip6-localhost # bot\n10.0.0.5  Bot.Internal bot\n#1.2.3.4 gone\n',
  )
  expect(await readHostsFile('LOCALHOST', file)).toEqual(['127.0.0.1', '::1'])
  expect(await readHostsFile('bot.internal', file)).toEqual(['10.0.0.5'])
  expect(await readHostsFile('bot', file)).toEqual(['10.0.0.5'])
  expect(await readHostsFile('gone', file)).toEqual([])
  expect(await readHostsFile('10.0.0.5', file)).toEqual([])
  expect(await readHostsFile('bot', `${folder}/missing`)).toEqual([])
  await expect(readHostsFile('bot', folder)).rejects.toMatchObject({ code: 'EISDIR' })
})
