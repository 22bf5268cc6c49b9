import type { Socket } from 'node:net'

export type PracticeRequest = {
  /** First label of the host name: the practice case. */
  caseId: string
  path: string
}

type Handlers = {
  /** The head has come, the body not yet; true takes the connection over. */
  onHead(request: PracticeRequest): boolean
  onRequest(request: PracticeRequest): void
}

/** Reads HTTP/1.1 requests off a socket, one after another; only what our own sender writes need be understood. */
export function readRequests(socket: Socket, handlers: Handlers): void {
  let buffered = Buffer.alloc(0)
  const onData = (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    for (let end = buffered.indexOf('\r\n\r\n'); end >= 0; end = buffered.indexOf('\r\n\r\n')) {
      const head = buffered.subarray(0, end).toString('latin1')
      const request = parseHead(head)
      if (handlers.onHead(request)) {
        socket.off('data', onData)
        return
      }
      const length = end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
      if (buffered.length < length) return
      buffered = buffered.subarray(length)
      handlers.onRequest(request)
    }
  }
  socket.on('data', onData)
}

function parseHead(head: string): PracticeRequest {
  return {
    caseId: /^host: *([^.\r\n]+)/im.exec(head)?.[1]?.toLowerCase() ?? '',
    path: head.split(' ')[1] ?? '/',
  }
}
