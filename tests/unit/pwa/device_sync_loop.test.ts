import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SyncLoop } from '@/device/sync_loop'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A loop whose rounds end when they are told to. */
function aLoop() {
  const ends: ((reached: boolean) => void)[] = []
  const loop = new SyncLoop(() => new Promise((resolve) => ends.push(resolve)))
  const end = async (reached = true) => {
    ends.at(-1)!(reached)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { loop, end, rounds: () => ends.length }
}

test('the first capture after a quiet time goes at once, those soon after its round go together', async () => {
  const { loop, end, rounds } = aLoop()
  loop.soon()
  await vi.advanceTimersByTimeAsync(0)
  expect(rounds()).toBe(1)
  await end()
  loop.soon()
  await vi.advanceTimersByTimeAsync(60)
  loop.soon()
  expect(rounds()).toBe(1)
  await vi.advanceTimersByTimeAsync(60)
  expect(rounds()).toBe(2)
})

test('what is captured during a round goes in the next one, at once', async () => {
  const { loop, end, rounds } = aLoop()
  loop.soon()
  await vi.advanceTimersByTimeAsync(100)
  loop.soon()
  loop.soon()
  expect(rounds()).toBe(1)
  await end()
  expect(rounds()).toBe(2)
})

test('whoever asks for a round now waits for one that began no earlier', async () => {
  const { loop, end, rounds } = aLoop()
  void loop.now()
  let answered = false
  void loop.now().then(() => (answered = true))
  await end()
  expect([rounds(), answered]).toEqual([2, false])
  await end()
  expect(answered).toBe(true)
})

test('a failed round is tried again later and later, a good one begins anew', async () => {
  const { loop, end, rounds } = aLoop()
  loop.polls = true
  void loop.now()
  await end(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(rounds()).toBe(2)
  await end(true)
  await vi.advanceTimersByTimeAsync(47_000)
  expect(rounds()).toBe(2)
  await vi.advanceTimersByTimeAsync(26_000)
  expect(rounds()).toBe(3)
})

test('a capture while the server does not answer asks it again a moment later, several together', async () => {
  const { loop, end, rounds } = aLoop()
  void loop.now()
  await end(false)
  loop.soon()
  await vi.advanceTimersByTimeAsync(300)
  loop.soon()
  expect(rounds()).toBe(1)
  await vi.advanceTimersByTimeAsync(300)
  expect(rounds()).toBe(2)
})

test('a loop that does not poll runs when it is asked, and no more', async () => {
  const { loop, end, rounds } = aLoop()
  loop.soon()
  await vi.advanceTimersByTimeAsync(100)
  await end()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds()).toBe(1)
})

test('an ended loop begins nothing any more', async () => {
  const { loop, end, rounds } = aLoop()
  loop.polls = true
  void loop.now()
  loop.end()
  await end()
  loop.soon()
  await loop.now()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(rounds()).toBe(1)
})
