import { type GatewayNote, noteAtGateways } from '@/lib/storage/note-at-gateways.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

/** What is worth knowing of requests at the gateway that make no delivery. */
export type GatewayNotes = {
  /** A request was refused for its signature. */
  refused(channelNo: number): void
  arrived(channelNo: number): void
  /** Writes what is not written yet. */
  close(): Promise<void>
}

/** Strangers may be refused as often as they like: it costs one statement a second, and no room. */
const WRITTEN_EVERY_MS = 1_000

export function makeGatewayNotes({ storage, now }: Context): GatewayNotes {
  let notes = new Map<number, GatewayNote>()
  let timer: NodeJS.Timeout | null = null
  const write = async () => {
    timer = null
    const written = notes
    notes = new Map()
    if (written.size > 0) await noteAtGateways(storage.writer, written)
  }
  const noteOf = (channelNo: number): GatewayNote => {
    const note = notes.get(channelNo) ?? { arrivedAtMs: null, refusedAtMs: null, refused: 0 }
    notes.set(channelNo, note)
    // What cannot be written is lost: it is a remark, not an account.
    timer ??= setTimeout(() => write().catch(() => undefined), WRITTEN_EVERY_MS).unref()
    return note
  }
  return {
    refused(channelNo) {
      const note = noteOf(channelNo)
      note.refusedAtMs = now()
      note.refused += 1
    },
    arrived(channelNo) {
      noteOf(channelNo).arrivedAtMs = now()
    },
    async close() {
      if (timer !== null) clearTimeout(timer)
      await write()
    },
  }
}
