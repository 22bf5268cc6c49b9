import { expect, it } from 'vitest'
import { complainAboutNode } from '../../scripts/node-version.js'

it.each(['18.20.8', '20.9.0', '20.18.3'])('Node %s is too old, and the message says which one is needed', (version) => {
  expect(complainAboutNode(version)).toContain(`needs Node 20.19 or newer; this is Node ${version}`)
})

it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('Node %s runs Todoku', (version) => {
  expect(complainAboutNode(version)).toBeNull()
})
