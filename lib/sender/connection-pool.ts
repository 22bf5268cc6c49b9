import type { SecureContext } from 'node:tls'
import type { AddressRules } from '@/lib/domain/address-rules.ts'
import { type Connection, giveUp } from './connection.ts'
import type { WebhookResolver } from './resolver.ts'

/** Connections of one kind: the same origin, reached through the very same resolver, rules and trust anchors. */
export type PoolKey = { origin: string; resolver: WebhookResolver; trust: SecureContext; addressRules: AddressRules }

export type PoolSize = { perOrigin: number; total: number }

/** Kept connections, ready for their next request. Idle ones hold no process open and close by themselves. */
export class ConnectionPool {
  readonly #idle = new Map<string, Connection[]>()
  readonly #numbers = new WeakMap<object, number>()
  readonly #watched = new WeakSet<Connection>()
  readonly #size: PoolSize
  #lastNumber = 0
  #count = 0

  constructor(size: PoolSize = { perOrigin: 64, total: 512 }) {
    this.#size = size
  }

  /** How many connections are kept. */
  get idleCount(): number {
    return this.#count
  }

  /**
   * The connection that was kept last, or null. One of HTTP/1.1 belongs to the caller until it is kept again; one of
   * HTTP/2 stays for others as well, as long as it has room.
   */
  take(key: PoolKey): Connection | null {
    const name = this.#nameOf(key)
    const kept = this.#idle.get(name)
    if (kept === undefined) return null
    for (let index = kept.length - 1; index >= 0; index--) {
      const connection = kept[index]
      if (connection === undefined) continue
      if (!isUsable(connection)) {
        this.#remove(name, connection)
        giveUp(connection)
      } else if (connection.protocol === 'http/1.1') {
        this.#remove(name, connection)
        return connection
      } else if (connection.session.hasRoom) return connection
    }
    return null
  }

  /** Keeps a connection: of HTTP/1.1 when its exchange is complete, of HTTP/2 at once. False when there are enough. */
  keep(key: PoolKey, connection: Connection): boolean {
    const name = this.#nameOf(key)
    const kept = this.#idle.get(name) ?? []
    if (connection.socket.destroyed) return false
    if (kept.length >= this.#size.perOrigin || this.#count >= this.#size.total) {
      if (connection.protocol === 'http/1.1') connection.socket.destroy()
      return false
    }
    kept.push(connection)
    this.#idle.set(name, kept)
    this.#count++
    if (!this.#watched.has(connection)) {
      this.#watched.add(connection)
      connection.socket.once('close', () => this.#remove(name, connection))
    }
    return true
  }

  /** Closes every waiting connection. */
  close(): void {
    for (const waiting of [...this.#idle.values()]) for (const { socket } of [...waiting]) socket.destroy()
    this.#idle.clear()
    this.#count = 0
  }

  #remove(name: string, connection: Connection): void {
    const waiting = this.#idle.get(name)
    const index = waiting?.lastIndexOf(connection) ?? -1
    if (waiting === undefined || index < 0) return
    waiting.splice(index, 1)
    this.#count--
    if (waiting.length === 0) this.#idle.delete(name)
  }

  #nameOf({ origin, resolver, trust, addressRules }: PoolKey): string {
    return `${this.#numberOf(resolver)} ${this.#numberOf(trust)} ${this.#numberOf(addressRules)} ${origin}`
  }

  #numberOf(object: object): number {
    const known = this.#numbers.get(object)
    if (known !== undefined) return known
    this.#numbers.set(object, ++this.#lastNumber)
    return this.#lastNumber
  }
}

/** Open; an HTTP/1.1 server that speaks out of turn closes its line itself. */
function isUsable(connection: Connection): boolean {
  const { socket } = connection
  if (connection.protocol === 'h2') return !socket.destroyed && connection.session.isOpen
  return !socket.destroyed && socket.readable && socket.writable
}
