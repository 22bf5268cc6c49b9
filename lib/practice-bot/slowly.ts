import type { Socket } from 'node:net'

const DRIP_MS = 100

/** Writes a start, and then a little more for as long as the connection lives. */
export function drip(socket: Socket, start: string | Buffer, more: string | Buffer): void {
  if (start.length > 0) socket.write(start)
  const timer = setInterval(() => socket.write(more), DRIP_MS)
  socket.once('close', () => clearInterval(timer))
}

export function later(socket: Socket, delayMs: number, act: () => void): void {
  const timer = setTimeout(act, delayMs)
  socket.once('close', () => clearTimeout(timer))
}
