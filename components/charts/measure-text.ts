let context: CanvasRenderingContext2D | null = null

/** How wide a text of the page's font is, in pixels. */
export function measureText(text: string, sizePx: number, weight = 400): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * sizePx
  context.font = `${weight} ${sizePx}px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}

/** As much of a text as fits, with an ellipsis where it was cut. */
export function fitText(text: string, sizePx: number, room: number): string {
  if (measureText(text, sizePx, 600) <= room) return text
  const characters = [...text]
  while (characters.length > 0 && measureText(`${characters.join('')}…`, sizePx, 600) > room) characters.pop()
  return `${characters.join('')}…`
}
