import { randomUUID } from 'node:crypto'
import { BRAZE_CAMPAIGNS } from './account.ts'
import { checkMessages } from './check-messages.ts'
import { checkAudience, checkTriggerRecipients, unknownIds } from './check-recipients.ts'
import { checkSchedule } from './check-schedule.ts'
import { type BrazeReply, fatal, isObject, type Json, listOf, parseObject, success } from './reply.ts'

const MAX_TRACKED = 75
const MAX_SEND_ID = 64

type Endpoint = (body: Json, nowMs: number) => BrazeReply

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'POST /messages/send': (body) => checkAudience(body) ?? checkMessages(body) ?? sent(body),
  'POST /messages/schedule/create': (body, nowMs) =>
    checkAudience(body) ??
    checkMessages(body) ??
    checkSchedule(body, nowMs) ??
    success({ dispatch_id: randomUUID(), schedule_id: randomUUID() }, unknownIds(body)),
  'POST /campaigns/trigger/send': (body) => checkCampaign(body) ?? checkTriggerRecipients(body) ?? sent(body),
  'POST /sends/id/create': (body) => checkCampaign(body) ?? createSendId(body),
  'POST /users/track': track,
}

const told = (json: Json): BrazeReply => ({ status: 200, json: { ...json, message: 'success' }, accepted: false })

/** They take no effect. */
const READ_ENDPOINTS: Readonly<Record<string, (query: URLSearchParams) => BrazeReply>> = {
  '/campaigns/list': () => told({ campaigns: [...BRAZE_CAMPAIGNS.keys()].map((id) => ({ id, name: id, tags: [] })) }),
  '/campaigns/details': (query) => {
    const variants = BRAZE_CAMPAIGNS.get(query.get('campaign_id') ?? '')
    if (variants === undefined) return fatal(400, 'Invalid Campaign ID')
    return told({ messages: Object.fromEntries(Object.entries(variants).map(([id, channel]) => [id, { channel }])) })
  },
}

/** What an endpoint says to a call of an account that may call it, as Braze's documentation tells it. */
export function answerCall(method: string, url: string, text: string, nowMs: number): BrazeReply {
  const [path = '', query] = url.split('?', 2)
  const read = method === 'GET' ? READ_ENDPOINTS[path] : undefined
  if (read !== undefined) return read(new URLSearchParams(query))
  const endpoint = ENDPOINTS[`${method} ${path}`]
  if (endpoint === undefined) return fatal(404, 'Not Found')
  const body = parseObject(text)
  if (body === null) {
    const json = { error: 'Error while parsing request body. Please check your syntax.' }
    return { status: 400, json, accepted: false }
  }
  return endpoint(body, nowMs)
}

export function isEndpoint(method: string, path: string): boolean {
  return `${method} ${path}` in ENDPOINTS
}

function checkCampaign({ campaign_id: id }: Json): BrazeReply | null {
  return BRAZE_CAMPAIGNS.has(String(id)) ? null : fatal(400, 'Invalid Campaign ID')
}

/** A tracked send is answered with its id. */
function sent(body: Json): BrazeReply {
  const sendId = typeof body.send_id === 'string' ? { send_id: body.send_id } : {}
  return success({ dispatch_id: randomUUID(), ...sendId }, unknownIds(body))
}

function createSendId({ send_id: wanted }: Json): BrazeReply {
  if (wanted !== undefined && (typeof wanted !== 'string' || wanted.length > MAX_SEND_ID))
    return fatal(400, 'Bad Request')
  return success({ send_id: wanted ?? randomUUID() })
}

/** Objects without an id are minor errors, told as Braze tells them: by array and index. */
function track(body: Json): BrazeReply {
  const arrays = ['attributes', 'events', 'purchases'] as const
  const given = arrays.flatMap((array) => listOf(body[array]).map((object, index) => ({ array, index, object })))
  if (given.length > MAX_TRACKED) return fatal(400, 'Max Input Length Exceeded')
  if (given.length === 0) return fatal(400, 'Bad Request')
  const nobodys = given.filter(
    ({ object }) => !isObject(object) || !['external_id', 'user_alias', 'braze_id'].some((key) => key in object),
  )
  const processed = arrays.flatMap((array) => {
    const of = (all: typeof given) => all.filter((each) => each.array === array).length
    return of(given) === 0 ? [] : [[`${array}_processed`, of(given) - of(nobodys)] as const]
  })
  const errors = nobodys.map(({ array, index }) => ({
    type: "'external_id', 'braze_id', or 'user_alias' is required",
    input_array: array,
    index,
  }))
  return success(Object.fromEntries(processed), errors)
}
