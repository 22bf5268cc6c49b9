/** What our classes say of a drawing. The rest of it stands in attributes. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
] as const

/** A copy of a drawing on the page that needs neither the page's styles nor its patterns. Colours are those of where it stands. */
export function standaloneSvg(drawing: SVGSVGElement): SVGSVGElement {
  const copy = withOwnStyles(drawing)
  // Taken as they look beside the drawing: its theme may not be the page's.
  const beside = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  drawing.after(beside)
  const defs = document.createElementNS('http://www.w3.org/2000/svg', 'defs')
  for (const id of patternsOf(copy)) {
    const pattern = document.getElementById(id)?.cloneNode(true)
    if (!(pattern instanceof SVGElement)) continue
    pattern.id = `of-${id}`
    beside.append(pattern)
    defs.append(withOwnStyles(pattern))
  }
  beside.remove()
  copy.prepend(defs)
  return copy
}

function withOwnStyles<Drawing extends SVGElement>(drawing: Drawing): Drawing {
  const copy = drawing.cloneNode(true) as Drawing
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [index, original] of [drawing, ...drawing.querySelectorAll('*')].entries()) {
    const own = copies[index]
    if (own === undefined) continue
    const style = getComputedStyle(original)
    for (const property of PROPERTIES) {
      const value = style.getPropertyValue(property)
      if (value !== '') own.setAttribute(property, value.replace(/url\("?#([^")]+)"?\)/g, 'url(#of-$1)'))
    }
    own.removeAttribute('class')
    own.removeAttribute('style')
  }
  return copy
}

function patternsOf(copy: SVGElement): Set<string> {
  const painted = [copy, ...copy.querySelectorAll('*')].flatMap((one) => [
    one.getAttribute('fill'),
    one.getAttribute('stroke'),
  ])
  return new Set(painted.flatMap((paint) => /url\(#of-(.+)\)/.exec(paint ?? '')?.slice(1) ?? []))
}
