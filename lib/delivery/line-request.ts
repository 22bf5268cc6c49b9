/** The body with which LINE verifies a webhook URL. */
export function verificationBody(destination: string): Uint8Array {
  return Buffer.from(JSON.stringify({ destination, events: [] }))
}
