import type { Worker } from 'node:worker_threads'
import type { CertificateFacts, Facts } from '@/lib/domain/facts.ts'
import type { SenderProfile } from './sender-profile.ts'
import {
  type FromThread,
  factsOfArrival,
  joinBodies,
  type ThreadArrival,
  type ThreadReport,
  type ThreadRequest,
  type ThreadSendRequest,
  type ToThread,
  unpackFault,
} from './thread-messages.ts'

type InFlight = { request: ThreadSendRequest; resolve(facts: Facts): void; reject(error: unknown): void }

/** Longer than most attempts take; what is still in flight then is given up. */
const CLOSE_LIMIT_MS = 5_000

/** This side of the sender's thread: what is in flight there, and what is to be told next. */
export class ThreadLink {
  readonly #startWorker: () => Worker
  readonly #profiles = new Map<number, SenderProfile>()
  readonly #inFlight = new Map<number, InFlight>()
  #worker: Worker | null = null
  #known = new Set<number>()
  #requests: ThreadRequest[] = []
  #bodies: Uint8Array[] = []
  #closedProfiles: number[] = []
  #isFlushing = false
  #isClosed = false
  #lastNo = 0
  #onIdle: (() => void) | null = null

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker
  }

  addProfile(profile: SenderProfile): number {
    this.#profiles.set(++this.#lastNo, profile)
    return this.#lastNo
  }

  send(profileNo: number, request: ThreadSendRequest): Promise<Facts> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || !this.#profiles.has(profileNo)) return reject(threadLost('the sender is closed'))
      const id = ++this.#lastNo
      const { url, method, headers, body, timeoutMs, limits, fresh, lane, brief, onStep, onHeaders } = request
      this.#inFlight.set(id, { request, resolve, reject })
      this.#bodies.push(body)
      const asked: ThreadRequest = { id, profileNo, url, headers, timeoutMs, bodyLength: body.byteLength }
      if (method) asked.method = method
      if (limits) asked.limits = limits
      if (fresh) asked.fresh = true
      if (lane) asked.lane = lane
      if (brief) asked.brief = true
      if (onStep) asked.wantsSteps = true
      if (onHeaders) asked.wantsHeaders = true
      this.#requests.push(asked)
      this.#flushSoon()
    })
  }

  async closeProfile(profileNo: number): Promise<void> {
    if (!this.#profiles.delete(profileNo) || !this.#known.has(profileNo)) return
    this.#closedProfiles.push(profileNo)
    this.#flushSoon()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#inFlight.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CLOSE_LIMIT_MS)
        this.#onIdle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    await this.#worker?.terminate()
  }

  /** Many requests go in one message: whatever comes up in this turn of the event loop. */
  #flushSoon(): void {
    if (this.#isFlushing) return
    this.#isFlushing = true
    setImmediate(() => {
      this.#isFlushing = false
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#requests.length === 0 && this.#closedProfiles.length === 0) return
    const worker = this.#worker ?? this.#start()
    const bytes = joinBodies(this.#bodies)
    const message: ToThread = {
      profiles: this.#newProfiles(),
      closed: this.#closedProfiles,
      requests: JSON.stringify(this.#requests),
      bytes,
    }
    this.#requests = []
    this.#bodies = []
    this.#closedProfiles = []
    if (this.#inFlight.size > 0) worker.ref()
    worker.postMessage(message, [bytes.buffer])
  }

  #newProfiles(): ToThread['profiles'] {
    const wanted = new Set(this.#requests.map(({ profileNo }) => profileNo))
    return [...wanted].flatMap((no) => {
      const profile = this.#profiles.get(no)
      if (this.#known.has(no) || profile === undefined) return []
      this.#known.add(no)
      return { no, profile }
    })
  }

  #start(): Worker {
    const worker = this.#startWorker()
    let why = 'ended'
    worker.on('message', (message: FromThread) => this.#take(message))
    worker.on('error', (error) => {
      why = error instanceof Error ? `ended: ${error.message}` : why
    })
    worker.on('exit', () => this.#lose(worker, why))
    worker.unref()
    this.#worker = worker
    this.#known = new Set()
    return worker
  }

  /** What it had in flight says nothing about any bot. The next request starts another thread. */
  #lose(worker: Worker, why: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const lost = [...this.#inFlight.values()]
    this.#inFlight.clear()
    this.#requests = []
    this.#bodies = []
    for (const { reject } of lost) reject(threadLost(`the sender's thread ${why}`))
    this.#onIdle?.()
  }

  #take({ reports, certificates, bytes }: FromThread): void {
    const known = certificates.map((text) => JSON.parse(text) as CertificateFacts)
    let at = 0
    for (const report of JSON.parse(reports) as ThreadReport[]) {
      if (Array.isArray(report)) {
        this.#arrived(report)
        continue
      }
      const length = 'facts' in report ? (report.bodyLength ?? 0) : 0
      if ('facts' in report && report.certificateNo !== null) {
        report.facts.certificate = known[report.certificateNo] ?? null
      }
      this.#tell(report, bytes.subarray(at, at + length))
      at += length
    }
    if (this.#inFlight.size > 0) return
    this.#worker?.unref()
    this.#onIdle?.()
  }

  #arrived(arrival: ThreadArrival): void {
    const [id] = arrival
    const waiting = this.#inFlight.get(id)
    this.#inFlight.delete(id)
    waiting?.resolve(factsOfArrival(waiting.request.url, arrival))
  }

  #tell(report: Exclude<ThreadReport, ThreadArrival>, body: Uint8Array): void {
    const waiting = this.#inFlight.get(report.id)
    if (waiting === undefined) return
    if ('step' in report || 'headers' in report) {
      try {
        if ('step' in report) waiting.request.onStep?.(report.step)
        else waiting.request.onHeaders?.(report.headers)
      } catch {
        // The listener's own fault, and nothing that the attempt may suffer from.
      }
      return
    }
    this.#inFlight.delete(report.id)
    if ('fault' in report) waiting.reject(unpackFault(report.fault))
    else waiting.resolve(Object.assign(report.facts, { responseBody: report.bodyLength === null ? null : body }))
  }
}

function threadLost(message: string): Error {
  return Object.assign(new Error(message), { code: 'sender_thread_lost' })
}
