import { describe, expect, it, vi } from 'vitest'
import { TodokuError } from '@/lib/domain/errors.ts'
import { answerInLines, wantsLines } from '@/lib/http/answers/answer-in-lines.ts'
import { failure, success } from '@/lib/http/envelope.ts'

const refuse = (error: unknown) => failure(error, 'request-1', () => {})

describe('an answer in lines', () => {
  it('begins with the first line, before the work is over', async () => {
    let finish = () => {}
    const response = await answerInLines(async (tell) => {
      tell({ n: 1 })
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return success({ n: 2 })
    }, refuse)
    expect(response.status).toBe(200)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader?.read()).toEqual({ done: false, value: '{"n":1}\n' })
    finish()
    expect(await reader?.read()).toEqual({ done: false, value: '{"message":"success","n":2}\n' })
    expect((await reader?.read())?.done).toBe(true)
  })

  it('is a refusal like any other when nothing was told yet', async () => {
    const error = new TodokuError('no_webhook_url', 'There is none.')
    await expect(answerInLines(() => Promise.reject(error), refuse)).rejects.toBe(error)
  })

  it('ends in the refusal when something was', async () => {
    const response = await answerInLines(async (tell) => {
      tell({ n: 1 })
      throw new TodokuError('address_denied', 'It is closed.')
    }, refuse)
    expect(await response.text()).toBe('{"n":1}\n{"message":"It is closed.","code":"address_denied"}\n')
  })

  it('says nothing of a fault of ours but its number', async () => {
    const response = await answerInLines(async (tell) => {
      tell({ n: 1 })
      throw new Error('the inside')
    }, refuse)
    const text = await response.text()
    expect(text).toContain('"code":"internal_error"')
    expect(text).toContain('request-1')
    expect(text).not.toContain('the inside')
  })

  it('lets the work go on when nobody listens any more', async () => {
    const done = vi.fn()
    let goOn = () => {}
    const response = await answerInLines(async (tell) => {
      tell({ n: 1 })
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      tell({ n: 2 })
      done()
      return success({})
    }, refuse)
    await response.body?.cancel()
    goOn()
    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce())
  })
})

it.each([
  ['application/x-ndjson', true],
  ['application/json, Application/X-NDJSON; q=0.5', true],
  ['application/json', false],
  ['*/*', false],
  [null, false],
])('Accept: %s asks for lines: %s', (accept, wanted) => {
  expect(wantsLines(accept)).toBe(wanted)
})
