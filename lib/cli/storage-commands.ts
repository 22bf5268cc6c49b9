import { rebuildBuckets } from '@/lib/commands/rebuild-buckets.ts'
import { type Reclassified, reclassify } from '@/lib/commands/reclassify.ts'
import { type CheckedChannel, checkStorage } from '@/lib/reports/check-storage.ts'
import { CLI, type Command, type Output, UsageError } from './command.ts'
import { formatTime, table } from './table.ts'

const check: Command = {
  name: 'check',
  usage: '',
  does: 'proves that all counts equal a recount of the attempts still kept; exit code 1 when one does not',
  options: {},
  async run(ctx, _given, output) {
    const { clean, channels } = await checkStorage(ctx)
    for (const channel of channels) printChannel(channel, output)
    output.answer(clean ? `Clean: ${channels.length} channels checked.` : 'Not clean. See "npm run todoku -- rebuild".')
    return clean ? 0 : 1
  },
}

const SHOWN = 20
const TABLE_NAMES = { buckets: 'counts', duration_buckets: 'durations' } as const
const WIDTH_NAMES = { 1: 'minute', 2: 'hour', 3: 'day' } as const

function printChannel(channel: CheckedChannel, { answer }: Output): void {
  const { accepted, delivered, pending, failed, skipped } = channel.ledger
  answer(`${channel.name} (${channel.id})`)
  answer(`  attempts ${channel.attempts}, counted ${channel.counted}, days recounted ${channel.days}`)
  answer(
    `  deliveries ${accepted} = delivered ${delivered} + pending ${pending} + failed ${failed} + skipped ${skipped}`,
  )
  if (channel.countedVerifications > 0) answer(`  WRONG: ${channel.countedVerifications} verifications are counted`)
  if (channel.miscountedDeliveries > 0) {
    answer(`  WRONG: ${channel.miscountedDeliveries} deliveries with another number of attempts than are kept of them`)
  }
  if (channel.deliveriesWithoutBody > 0) answer(`  WRONG: ${channel.deliveriesWithoutBody} deliveries without a body`)
  if (channel.wrongDeliveryCounts > 0) {
    answer(`  WRONG: ${channel.wrongDeliveryCounts} counts of deliveries differ from the recount`)
  }
  if (channel.differenceCount > 0) answer(`  WRONG: ${channel.differenceCount} counts differ from the recount`)
  for (const difference of channel.differences.slice(0, SHOWN)) {
    const what = `${TABLE_NAMES[difference.table]} of the ${WIDTH_NAMES[difference.width]} ${formatTime(difference.startMs)}`
    const key = difference.table === 'buckets' ? ['purpose', 'reason'] : ['failed', 'bin']
    const send = difference.sendNo === 0 ? '' : `, send ${difference.sendNo}`
    answer(
      `    ${what}, ${key[0]} ${difference.key[0]}, ${key[1]} ${difference.key[1]}${send}: ` +
        `stored ${difference.stored ?? 'none'}, recounted ${difference.expected ?? 'none'}`,
    )
  }
  if (channel.differenceCount > SHOWN) answer(`    … and ${channel.differenceCount - SHOWN} more`)
}

const rebuild: Command = {
  name: 'rebuild',
  usage: '',
  does: 'makes all counts equal a recount of the attempts, for days whose attempts are all still kept',
  options: {},
  async run(ctx, _given, output) {
    const { channels, days, corrected } = await rebuildBuckets(ctx, CLI)
    output.answer(`Rebuilt ${days} days of ${channels} channels; ${corrected} counts were wrong.`)
    return 0
  },
}

const reclassifyCommand: Command = {
  name: 'reclassify',
  usage: '[--dry-run | --apply]',
  does: 'judges stored facts by newer rules and tells what changes; only with --apply it changes labels and counts',
  options: { 'dry-run': { type: 'boolean' }, apply: { type: 'boolean' } },
  async run(ctx, { values }, output) {
    const apply = values.apply === true
    if (apply && values['dry-run'] === true) throw new UsageError('reclassify takes --dry-run or --apply, not both.')
    printReclassified(await reclassify(ctx, CLI, { apply }), apply, output)
    return 0
  },
}

function printReclassified(result: Reclassified, applied: boolean, { answer, remark }: Output): void {
  const nameOf = (detail: string | null) => detail ?? 'delivered'
  const rows = result.moves.map(({ from, to, attempts, counted }) => [
    nameOf(from),
    nameOf(to),
    String(attempts),
    String(counted),
  ])
  if (rows.length > 0) for (const line of table(['FROM', 'TO', 'ATTEMPTS', 'COUNTED'], rows)) answer(line)
  const moved = result.moves.reduce((sum, { attempts }) => sum + attempts, 0)
  answer(`Judged by rules ${result.version}: ${result.judged} attempts, ${moved} of them get another label.`)
  if (result.processedOnly > 0) {
    answer(`For ${result.processedOnly} others only changes whether the bot may have processed the request.`)
  }
  answer(
    `Left alone: ${result.withoutError} that were reported without an error, ${result.withoutFacts} that keep no facts.`,
  )
  if (!applied && result.judged > 0) remark('A dry run: nothing was changed. With --apply it is.')
}

export const storageCommands: readonly Command[] = [check, rebuild, reclassifyCommand]
