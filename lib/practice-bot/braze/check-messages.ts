import { BRAZE_CAMPAIGNS } from './account.ts'
import { type BrazeReply, fatal, isObject, type Json } from './reply.ts'

// The limits of the seed's table.
const MAX_SLIDEUP_CHARACTERS = 140
const MAX_APPLE_BYTES = 1_912
const MAX_ANDROID_BYTES = 4_000

/** What is wrong with `messages` and the campaign that they belong to, or null. */
export function checkMessages({ messages, campaign_id: campaignId }: Json): BrazeReply | null {
  const given = Object.entries(isObject(messages) ? messages : {}).filter(
    (entry): entry is [string, Json] => isObject(entry[1]) && Object.keys(entry[1]).length > 0,
  )
  if (given.length === 0) return fatal(400, 'No message to send')
  return (campaignId === undefined ? null : checkVariants(campaignId, given)) ?? checkPayloads(given)
}

/** Every message of a campaign names a variation of that campaign, of its own type. */
function checkVariants(campaignId: unknown, given: readonly [string, Json][]): BrazeReply | null {
  const variants = BRAZE_CAMPAIGNS.get(String(campaignId))
  if (variants === undefined) return fatal(400, 'Invalid Campaign ID')
  for (const [type, { message_variation_id: id }] of given) {
    if (id === undefined) return fatal(400, 'Message Variant Unspecified')
    const wanted = variants[String(id)]
    if (wanted === undefined) return fatal(400, 'Invalid Message Variant')
    if (wanted !== type) return fatal(400, 'Mismatched Message Type')
  }
  return null
}

function checkPayloads(given: readonly [string, Json][]): BrazeReply | null {
  for (const [type, message] of given) {
    const isPush = type === 'apple_push' || type === 'android_push'
    if (isPush && message.extra !== undefined && !isObject(message.extra))
      return fatal(400, 'Invalid Extra Push Payload')
    const bytes = Buffer.byteLength(JSON.stringify(message))
    if (type === 'apple_push' && bytes > MAX_APPLE_BYTES) return fatal(400, 'Apple Push Length Exceeded')
    if (type === 'android_push' && bytes > MAX_ANDROID_BYTES) return fatal(400, 'Android Push Length Exceeded')
    if (type === 'slideup' && [...String(message.message ?? '')].length > MAX_SLIDEUP_CHARACTERS) {
      return fatal(400, 'Slideup Message Length Exceeded')
    }
  }
  return null
}
