// The sender's own thread (ADR 0009). It is told profiles and requests, and reports what it saw.
import { parentPort } from 'node:worker_threads'
import type { CertificateFacts } from '@/lib/domain/facts.ts'
import { NotSent } from './attempt-fault.ts'
import { Lanes } from './lanes.ts'
import { makeLocalSender } from './local-sender.ts'
import { partsOf } from './sender-profile.ts'
import {
  arrivalOf,
  type FromThread,
  joinBodies,
  packFault,
  type ThreadReport,
  type ThreadRequest,
  type ToThread,
} from './thread-messages.ts'

const port = parentPort
if (port === null) throw new Error('this file is the main file of a worker thread')

const senders = new Map<number, ReturnType<typeof makeLocalSender>>()
let reports: ThreadReport[] = []
let bodies: Uint8Array[] = []
let certificates: string[] = []
/** Of each connection, as long as it is kept. */
const certificateTexts = new WeakMap<CertificateFacts, string>()

/** Many reports go in one message: whatever comes up in this turn of the event loop. */
function report(what: ThreadReport): void {
  if (reports.push(what) === 1) setImmediate(flush)
}

function flush(): void {
  const message: FromThread = { reports: JSON.stringify(reports), certificates, bytes: joinBodies(bodies) }
  reports = []
  bodies = []
  certificates = []
  port?.postMessage(message, [message.bytes.buffer as ArrayBuffer])
}

type Asked = [request: ThreadRequest, body: Uint8Array]
const lanes = new Lanes<Asked>(
  ([request, body]) => void send(request, body),
  ([{ id }]) => report({ id, fault: packFault(new NotSent()) }),
)

async function send(
  { id, profileNo, wantsSteps, wantsHeaders, bodyLength: _, lane, ...request }: ThreadRequest,
  body: Uint8Array,
) {
  try {
    const facts = await senderOf(profileNo).send({
      ...request,
      body,
      ...(wantsSteps ? { onStep: (step) => report({ id, step }) } : {}),
      ...(wantsHeaders ? { onHeaders: (headers) => report({ id, headers }) } : {}),
    })
    const arrival = request.brief ? arrivalOf(id, facts) : null
    if (arrival !== null) return report(arrival)
    const { responseBody, certificate } = facts
    if (responseBody) bodies.push(responseBody)
    facts.responseBody = null
    facts.certificate = null
    report({ id, facts, bodyLength: responseBody?.byteLength ?? null, certificateNo: certificateNoOf(certificate) })
  } catch (error) {
    report({ id, fault: packFault(error) })
  } finally {
    if (lane) lanes.leave(lane.no)
  }
}

/** Its place in the next message. */
function certificateNoOf(certificate: CertificateFacts | null): number | null {
  if (certificate === null) return null
  const text = certificateTexts.get(certificate) ?? JSON.stringify(certificate)
  certificateTexts.set(certificate, text)
  const known = certificates.indexOf(text)
  return known < 0 ? certificates.push(text) - 1 : known
}

function senderOf(profileNo: number) {
  const sender = senders.get(profileNo)
  if (sender === undefined) throw new Error(`profile ${profileNo} is closed`)
  return sender
}

port.on('message', ({ profiles, closed, requests, bytes }: ToThread) => {
  for (const { no, profile } of profiles) senders.set(no, makeLocalSender(partsOf(profile)))
  let at = 0
  for (const request of JSON.parse(requests) as ThreadRequest[]) {
    const body = bytes.subarray(at, at + request.bodyLength)
    if (request.lane) lanes.enter(request.lane, [request, body])
    else void send(request, body)
    at += request.bodyLength
  }
  for (const no of closed) {
    void senders.get(no)?.close()
    senders.delete(no)
  }
})
