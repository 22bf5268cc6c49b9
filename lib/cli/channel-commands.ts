import { listChannels } from '@/lib/reports/list-channels.ts'
import { CLI, type Command } from './command.ts'
import { table } from './table.ts'

const list: Command = {
  name: 'channel list',
  usage: '',
  does: 'lists the channels and their switches',
  options: {},
  async run(ctx, _given, output) {
    const onOff = (on: boolean) => (on ? 'on' : 'off')
    const rows = (await listChannels(ctx, CLI)).map((channel) => [
      channel.id,
      channel.name,
      channel.kind,
      onOff(channel.useWebhook),
      onOff(channel.errorStatistics),
      channel.timezone,
      channel.webhookUrl ?? '-',
    ])
    for (const line of table(['ID', 'NAME', 'KIND', 'WEBHOOK', 'STATISTICS', 'ZONE', 'URL'], rows)) output.answer(line)
    return 0
  },
}

export const channelCommands: readonly Command[] = [list]
