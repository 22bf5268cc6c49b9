import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../api/support/api.ts'
import { makeLoad } from './recording-load.ts'

const KILLS = 20
const PRODUCERS = 16
/** The kill comes at any moment of a busy stretch. */
const LOAD_MS = { least: 40, most: 400 }

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api?.server.stop())

it(`${KILLS} times kill -9 under load: nothing acknowledged is lost, nothing is counted twice`, async () => {
  const { id } = await api.channel()
  const load = makeLoad((batch) => api.post(`/api/v1/channels/${id}/attempts`, batch))
  const inFlight: number[] = []
  let storedUnanswered = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const ended = load.start(PRODUCERS)
    await load.acknowledgedOne()
    await new Promise((resolve) => setTimeout(resolve, LOAD_MS.least + Math.random() * (LOAD_MS.most - LOAD_MS.least)))
    inFlight.push(load.inFlight())
    await api.server.kill9()
    await ended
    await api.server.restart()
    const { acknowledged, unknown } = load.takeBatches()
    // Had one of them been lost, it would be taken in now as new.
    for (const batch of acknowledged) {
      expect(await load.sendAgain(batch)).toEqual({ accepted: 0, duplicates: batch.attempts.length })
    }
    // What was not acknowledged is there as a whole or not at all.
    for (const batch of unknown) {
      const { accepted, duplicates } = await load.sendAgain(batch)
      expect([accepted, duplicates].sort((a, b) => a - b)).toEqual([0, batch.attempts.length])
      if (duplicates > 0) storedUnanswered += 1
    }
  }
  const { attempts, counted, errors } = load.totals()
  console.log(
    `kill -9: ${KILLS} times, in flight each time: ${inFlight.join(' ')} (${sum(inFlight)} requests, ` +
      `${storedUnanswered} of them stored but not answered); ` +
      `${attempts} attempts recorded, ${counted} counted`,
  )
  expect(load.refusals).toEqual([])
  expect(inFlight.every((requests) => requests > 0)).toBe(true)

  const statistics = await api.get(`/api/v1/channels/${id}/statistics/errors?bucket=1h`)
  expect(statistics.body.data).toMatchObject({ attempts: counted, errors })
  const check = await api.server.todoku(['check'])
  expect(check).toMatchObject({ code: 0 })
  expect(check.stdout).toContain(`attempts ${attempts}, counted ${counted},`)
})

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
