import type { ChannelView } from '@/lib/domain/channel.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type LineTestResult, lineTestResult } from '@/lib/domain/line-webhook-test.ts'
import type { Sending } from './make-sending.ts'

/**
 * A verification of the given URL or the saved one, as LINE's "test webhook endpoint" answers it. It is recorded and
 * never counted.
 * @throws TodokuError `no_webhook_url`, `address_denied`; `invalid_url` also when the host does not resolve
 */
export async function testForLine(
  sending: Pick<Sending, 'verify'>,
  channel: ChannelView,
  endpoint = channel.webhookUrl,
): Promise<LineTestResult> {
  const { facts, outcome } = await sending.verify(channel, endpoint)
  const result = lineTestResult({ startedAtMs: facts.startedAtMs, url: endpoint ?? '', outcome })
  if (result === null) throw new TodokuError('invalid_url', 'The URL does not parse, or its host does not resolve.')
  return result
}
