import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Flushed, GroupCommit } from '@/lib/storage/group-commit.ts'

/** A disk that takes a turn of the loop for each flush and remembers what it was given. */
function makeDisk(settle: (row: number) => Flushed<number>[number] = (row) => ({ result: row * 10 })) {
  const flushes: number[][] = []
  const commit = new GroupCommit<number, number>(async (rows) => {
    flushes.push(rows)
    await setTimeout(1)
    return rows.map(settle)
  })
  return { flushes, commit }
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('group commit', () => {
  it('flushes a lone producer at once', async () => {
    const { flushes, commit } = makeDisk()
    expect(await commit.record([1, 2])).toEqual([10, 20])
    expect(await commit.record([3])).toEqual([30])
    expect(flushes).toEqual([[1, 2], [3]])
  })

  it('takes no more than its weight at once, and what is heavier alone', async () => {
    const flushes: number[][] = []
    const flush = async (rows: number[]) => {
      flushes.push(rows)
      await setTimeout(1)
      return rows.map((row) => ({ result: row }))
    }
    const commit = new GroupCommit<number, number>(flush, (row) => row)
    await Promise.all([1, 600, 399, 2, 1500, 1].map((row) => commit.record([row])))
    expect(flushes).toEqual([[1], [600, 399], [2], [1500], [1]])
  })

  it('flushes together what gathered meanwhile, and gives each its own', async () => {
    const { flushes, commit } = makeDisk()
    const answers = await Promise.all([commit.record([1]), commit.record([2, 3]), commit.record([4])])
    expect(answers).toEqual([[10], [20, 30], [40]])
    expect(flushes).toEqual([[1], [2, 3, 4]])
  })

  it('flushes at most 1,000 rows and no producer in two parts, unless it is larger itself', async () => {
    const { flushes, commit } = makeDisk()
    await Promise.all([commit.record([0]), ...[600, 400, 1, 1500, 2].map((count) => commit.record(rows(count)))])
    expect(flushes.map(({ length }) => length)).toEqual([1, 1000, 1, 1500, 2])
  })

  it('takes what comes in the very turn in which it falls idle', async () => {
    const { commit } = makeDisk()
    for (let round = 0; round < 50; round += 1) {
      expect(await commit.record([round])).toEqual([round * 10])
    }
  })

  it('rejects only the producer of a row at fault', async () => {
    const { commit } = makeDisk((row) => (row === 2 ? { fault: new Error('poison') } : { result: row }))
    const settled = await Promise.allSettled([
      commit.record([0]),
      commit.record([1]),
      commit.record([2, 3]),
      commit.record([4]),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  it('goes on after a flush that failed', async () => {
    let failing = true
    const commit = new GroupCommit<number, number>(async (given) => {
      if (failing) throw new Error('disk full')
      return given.map((row) => ({ result: row }))
    })
    await expect(commit.record([1])).rejects.toThrow('disk full')
    failing = false
    expect(await commit.record([1])).toEqual([1])
  })

  it('is idle when nothing waits', async () => {
    const { flushes, commit } = makeDisk()
    void commit.record([1])
    void commit.record([2])
    await commit.idle()
    expect(flushes.flat()).toEqual([1, 2])
    expect(await commit.record([])).toEqual([])
  })
})
