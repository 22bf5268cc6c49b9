import { createKey } from '@/lib/commands/create-key.ts'
import { revokeKey } from '@/lib/commands/revoke-key.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'
import { CLI, type Command, UsageError } from './command.ts'
import { formatTime, table } from './table.ts'

const create: Command = {
  name: 'key create',
  usage: '--name NAME (--channel ID | --instance) [--scope SCOPE …]',
  does: 'makes a key and prints it, alone and this once, on standard output; without --scope it has all of its kind',
  options: {
    name: { type: 'string' },
    channel: { type: 'string' },
    instance: { type: 'boolean' },
    scope: { type: 'string', multiple: true },
  },
  async run(ctx, { values }, output) {
    const { name, channel, instance, scope } = values
    if (typeof name !== 'string' || name.trim() === '') throw new UsageError('key create needs --name NAME.')
    if ((typeof channel === 'string') === (instance === true)) {
      throw new UsageError('key create needs either --channel ID or --instance.')
    }
    const { key, secret } = await createKey(ctx, CLI, {
      name: name.trim(),
      channelId: typeof channel === 'string' ? channel : null,
      ...(Array.isArray(scope) ? { scopes: scope.map(String) } : {}),
    })
    output.remark(`The key ${key.id} (${key.name}) may: ${key.scopes.join(', ')}. It is not shown again.`)
    output.answer(secret)
    return 0
  },
}

const list: Command = {
  name: 'key list',
  usage: '',
  does: 'lists the keys, revoked ones too',
  options: {},
  async run(ctx, _given, output) {
    const keys = await listKeys(ctx, CLI)
    const rows = keys.map((key) => [
      key.id,
      key.name,
      key.channelId ?? 'instance',
      `${key.prefix}…`,
      key.scopes.join(','),
      formatTime(key.createdAtMs),
      formatTime(key.lastUsedAtMs),
      formatTime(key.revokedAtMs),
    ])
    for (const line of table(['ID', 'NAME', 'CHANNEL', 'KEY', 'SCOPES', 'CREATED', 'LAST USED', 'REVOKED'], rows)) {
      output.answer(line)
    }
    return 0
  },
}

const revoke: Command = {
  name: 'key revoke',
  usage: 'KEY-ID',
  does: 'ends a key; a running server knows within a second',
  options: {},
  positionals: ['KEY-ID'],
  async run(ctx, { positionals: [keyId = ''] }, output) {
    await revokeKey(ctx, CLI, keyId)
    output.remark(`The key ${keyId} has ended.`)
    return 0
  },
}

export const keyCommands: readonly Command[] = [create, list, revoke]
