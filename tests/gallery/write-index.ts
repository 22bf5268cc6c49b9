import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FOLDER } from './folder.ts'
import { fileOf, picturesOf, sheetsOf } from './looks.ts'
import { STATES } from './states.ts'

/** `gallery/index.html`: each state that has been pictured, its sheet, and its pictures one by one. */
export default async function writeIndex(): Promise<void> {
  const made = STATES.filter((state) => sheetsOf(state).some(({ file }) => existsSync(join(FOLDER, file))))
  if (made.length === 0) return
  const rows = made.map((state) => {
    const links = picturesOf(state).map(
      (picture) => `<a href="${fileOf(picture)}">${picture.locale} ${picture.theme} ${picture.width}</a>`,
    )
    const sheets = sheetsOf(state).map(({ file }) => `<img loading="lazy" src="${file}" alt="${state.name}">`)
    const { name, path, place = 'full' } = state
    return `<section id="${name}"><h2><a href="#${name}">${name}</a> <small>${path} (${place})</small></h2>
      <p>${links.join(' · ')}</p>${sheets.join('')}</section>`
  })
  const file = join(FOLDER, 'index.html')
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>Todoku</title><style>${STYLE}</style>${rows.join('\n')}`,
  )
  const pictures = made.reduce((sum, state) => sum + picturesOf(state).length, 0)
  console.log(`${pictures} pictures of ${made.length} states: ${file}`)
}

const STYLE =
  'body{font:14px sans-serif;margin:24px}small{color:#666;font-weight:400}img{width:100%;max-width:1200px;border:1px solid #ccc}'
