/** curl makes these itself; said twice they would break the request. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding'])

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The request as a command for a POSIX shell. Hidden headers stay hidden: the bot will see that it is not the platform. */
export function toCurl(url: string, headers: Readonly<Record<string, string>>, body: string | null): string {
  const lines = [`curl -X POST ${quoted(url)}`]
  for (const [name, value] of Object.entries(headers)) {
    if (!LEFT_OUT.has(name.toLowerCase())) lines.push(`-H ${quoted(`${name}: ${value}`)}`)
  }
  if (body !== null) lines.push(`--data-binary ${quoted(body)}`)
  return lines.join(' \\\n  ')
}
