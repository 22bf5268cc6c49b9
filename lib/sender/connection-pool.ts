import type { SecureContext } from 'node:tls'
import type { AddressRules } from '@/lib/domain/address-rules.ts'
import type { Connection } from './connection.ts'
import type { WebhookResolver } from './resolver.ts'

/** Connections of one kind: the same origin, reached through the same resolver, rules and trust anchors. */
export type PoolKey = { origin: string; resolver: WebhookResolver; trust: SecureContext; addressRules: AddressRules }

export type PoolSize = { perOrigin: number; total: number }

/** Kept connections that wait for their next request. Idle ones hold no process open and close by themselves. */
export class ConnectionPool {
  readonly #idle = new Map<string, Connection[]>()
  readonly #numbers = new WeakMap<object, number>()
  readonly #watched = new WeakSet<Connection>()
  readonly #size: PoolSize
  #lastNumber = 0
  #count = 0

  constructor(size: PoolSize = { perOrigin: 32, total: 512 }) {
    this.#size = size
  }

  /** How many connections wait. */
  get idleCount(): number {
    return this.#count
  }

  /** The connection that was used last, or null. It belongs to the caller until it is kept again. */
  take(key: PoolKey): Connection | null {
    const waiting = this.#idle.get(this.#nameOf(key)) ?? []
    for (let connection = waiting.at(-1); connection; connection = waiting.at(-1)) {
      this.#remove(key, connection)
      if (isQuiet(connection)) return connection
      connection.socket.destroy()
    }
    return null
  }

  /** Keeps a connection whose exchange is complete; closes it when there are enough. */
  keep(key: PoolKey, connection: Connection): void {
    const name = this.#nameOf(key)
    const waiting = this.#idle.get(name) ?? []
    if (connection.socket.destroyed) return
    if (waiting.length >= this.#size.perOrigin || this.#count >= this.#size.total) {
      connection.socket.destroy()
      return
    }
    waiting.push(connection)
    this.#idle.set(name, waiting)
    this.#count++
    if (this.#watched.has(connection)) return
    this.#watched.add(connection)
    connection.socket.once('close', () => this.#remove(key, connection))
  }

  /** Closes every waiting connection. */
  close(): void {
    for (const waiting of [...this.#idle.values()]) for (const { socket } of [...waiting]) socket.destroy()
    this.#idle.clear()
    this.#count = 0
  }

  #remove(key: PoolKey, connection: Connection): void {
    const name = this.#nameOf(key)
    const waiting = this.#idle.get(name) ?? []
    const index = waiting.indexOf(connection)
    if (index < 0) return
    waiting.splice(index, 1)
    this.#count--
    if (waiting.length === 0) this.#idle.delete(name)
  }

  #nameOf({ origin, resolver, trust, addressRules }: PoolKey): string {
    return `${this.#numberOf(resolver)} ${this.#numberOf(trust)} ${JSON.stringify(addressRules)} ${origin}`
  }

  #numberOf(object: object): number {
    const known = this.#numbers.get(object)
    if (known !== undefined) return known
    this.#numbers.set(object, ++this.#lastNumber)
    return this.#lastNumber
  }
}

/** Open, and the server has not spoken out of turn (a 408 before it closes). */
function isQuiet({ socket }: Connection): boolean {
  return !socket.destroyed && socket.readable && socket.writable && socket.readableLength === 0
}
