import { describe, expect, test } from 'vitest'
import { limitsOf } from '../limits.ts'
import { call } from '../call.ts'
import type { ApiError } from '../errors.ts'
import type { CallEvent } from '../events.ts'
import { multipart } from '../bodies.ts'
import { createKernel } from '../kernel.ts'
import type { Operation } from '../operation.ts'
import type { CallOptions, KernelOptions } from '../options.ts'
import { bodyOf, definition, getParcel, json, serve } from '../testing.ts'
import { LimitError, type OperationLimit, limitOperations } from './limit-operations.ts'

/** Writes a message whose body names the conversation. */
const writeByBody: Operation = {
  id: 'messages.create',
  method: 'POST',
  path: '/messages',
  input: 'body',
  limits: { repeats: ['body:/to'], row: ['body:/to'], writes: [] },
}

/** Writes a message into the conversation of its path. */
const writeByPath: Operation = {
  id: 'conversations.createMessage',
  method: 'POST',
  path: '/conversations/{id}/messages',
  args: ['id'],
  input: 'body',
  limits: { repeats: ['path:id'], row: ['path:id'], writes: [] },
}

const repeats: OperationLimit = { name: 'repeats', requests: 2, window: 3600, counts: 'identical' }
const row: OperationLimit = { name: 'row', requests: 3, window: 3600, counts: 'consecutive' }
const writes: OperationLimit = { name: 'writes', requests: 3, window: 3600 }

/** A client of a provider with these limits. What it sends is answered with the status that its text names, or 201. */
async function limited(limits: OperationLimit[], options: KernelOptions & Record<string, unknown> = {}) {
  const texts: string[] = []
  const times: number[] = []
  const events: CallEvent[] = []
  const origin = await serve(async (request, response) => {
    times.push(performance.now())
    const body = await bodyOf(request)
    const { text = body } = body.startsWith('{') ? (JSON.parse(body) as { text?: string }) : {}
    texts.push(text)
    json(response, /^\d{3}$/.test(text) ? Number(text) : 201, {})
  })
  const kernel = createKernel({ ...definition, gate: limitOperations(limits) }, {
    origin,
    apiKey: 'k',
    retry: false,
    observe: (event) => events.push(event),
    ...options,
  } as KernelOptions)
  return {
    kernel,
    texts,
    times,
    events,
    write: (to: unknown, text: string, own: CallOptions = {}) =>
      call<unknown, ApiError>(kernel, writeByBody, [{ to, text }, own]),
    writeTo: (id: string, body: unknown, own: CallOptions = {}) =>
      call<unknown, ApiError>(kernel, writeByPath, [id, body, own]),
  }
}

/** Whether a call was let through: what has to wait for an hour is refused at once. */
async function passes(sent: ReturnType<Awaited<ReturnType<typeof limited>>['write']>): Promise<boolean> {
  const { error } = await sent.safe()
  return error?.kind !== 'limit'
}

describe('a budget of identical requests', () => {
  test('counts equal bodies under one key, and nothing else', async () => {
    const { write } = await limited([repeats])
    expect([await passes(write('c1', 'Hi')), await passes(write('c1', 'Hi'))]).toEqual([true, true])
    expect(await passes(write('c1', 'Hi'))).toBe(false)
    expect(await passes(write('c1', 'Hello'))).toBe(true)
    expect(await passes(write('c2', 'Hi'))).toBe(true)
  })

  test('is one for all operations that have it, wherever its key stands', async () => {
    const { write, writeTo } = await limited([repeats])
    await write('c1', 'Hi')
    await writeTo('c1', { text: 'Hi' })
    expect(await passes(write('c1', 'Hi'))).toBe(false)
    expect(await passes(writeTo('c1', { text: 'Hi' }))).toBe(false)
  })

  test('does not mind the order of members, at any depth, but that of items', async () => {
    const { writeTo } = await limited([repeats])
    await writeTo('c1', { text: 'Hi', meta: { a: 1, b: [1, 2] } })
    await writeTo('c1', { meta: { b: [1, 2], a: 1 }, text: 'Hi' })
    expect(await passes(writeTo('c1', { text: 'Hi', meta: { a: 1, b: [2, 1] } }))).toBe(true)
    expect(await passes(writeTo('c1', { text: 'Hi', meta: { a: 1, b: [1, 2] } }))).toBe(false)
  })

  test('takes several in one body for one request', async () => {
    const { writeTo } = await limited([repeats])
    const batch = [{ text: 'Hi' }, { text: 'Hi' }, { text: 'Hi' }]
    expect(await passes(writeTo('c1', batch))).toBe(true)
    expect(await passes(writeTo('c1', batch))).toBe(true)
    expect(await passes(writeTo('c1', batch))).toBe(false)
  })

  test('does not compare forms', async () => {
    const { kernel } = await limited([repeats])
    const upload = { ...writeByBody, encode: multipart }
    for (let times = 0; times < 3; times += 1) {
      const sent = call<unknown, ApiError>(kernel, upload, [{ to: 'c1', text: 'Hi' }])
      expect(await passes(sent)).toBe(true)
    }
  })
})

describe('a budget of consecutive requests', () => {
  test('counts every request under one key', async () => {
    const { write, writeTo } = await limited([row])
    for (const text of ['a', 'b']) await write('c1', text)
    await writeTo('c1', { text: 'c' })
    expect(await passes(write('c1', 'd'))).toBe(false)
    expect(await passes(write('c2', 'd'))).toBe(true)
  })

  test('lets no more than that through at once', async () => {
    const { write, texts } = await limited([row])
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => passes(write('c1', `m${index}`))))
    expect(all.filter(Boolean)).toHaveLength(3)
    expect(texts).toHaveLength(3)
  })

  test('begins anew when somebody else has acted, that budget under that key only', async () => {
    const { write, kernel } = await limited([row])
    for (const key of ['c1', 'c2']) for (const text of ['a', 'b', 'c']) await write(key, text)
    limitsOf(kernel).reset?.('row', 'c1')
    limitsOf(kernel).reset?.('repeats', 'c2')
    expect(await passes(write('c1', 'd'))).toBe(true)
    expect(await passes(write('c2', 'd'))).toBe(false)
  })

  test('lets those who wait through when it begins anew', async () => {
    const { write, kernel, texts } = await limited([row])
    for (const text of ['a', 'b', 'c']) await write('c1', text)
    const waiting = write('c1', 'd', { deadline: 2 * 3600_000 })
    await expect.poll(() => limitsOf(kernel)().limits.at(-1)?.wait).toBeGreaterThan(0)
    limitsOf(kernel).reset?.('row', 'c1')
    await waiting
    expect(texts).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('what counts', () => {
  test.each(['identical', 'consecutive'] as const)('is not what was refused, where %s', async (counts) => {
    const { write } = await limited([{ ...repeats, counts }])
    for (const status of ['400', '403', '429', '400']) {
      expect(await passes(write('c1', status))).toBe(true)
    }
  })

  test('is what may have been done all the same', async () => {
    const { write } = await limited([repeats])
    await write('c1', '500').safe()
    await write('c1', '500').safe()
    expect(await passes(write('c1', '500'))).toBe(false)
  })

  test('is every request of a plain budget, whatever its answer', async () => {
    const { write, writeTo } = await limited([writes])
    await write('c1', '400').safe()
    await writeTo('c2', { text: '500' }).safe()
    await write('c3', 'Hi')
    expect(await passes(write('c4', 'Hi'))).toBe(false)
  })

  test('is not what was never sent', async () => {
    const failing = new AbortController()
    const { write, kernel } = await limited([row, { ...writes, requests: 1 }])
    await write('c1', 'a')
    const waiting = write('c1', 'b', { signal: failing.signal, deadline: 2 * 3600_000 })
    await expect.poll(() => limitsOf(kernel)().limits.find(({ name }) => name === 'row')?.used).toBe(2)
    failing.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'abort' })
    expect(limitsOf(kernel)().limits.map(({ name, used }) => [name, used])).toEqual([
      ['row', 1],
      ['writes', 1],
    ])
  })

  test('does not concern other operations, or requests without the key', async () => {
    const { kernel, write } = await limited([{ ...row, requests: 1 }])
    const { limits: _, ...free } = writeByBody
    for (let times = 0; times < 2; times += 1) {
      await call(kernel, free, [{ to: 'c1', text: 'Hi' }])
      await write(undefined, 'Hi')
      await write({ id: 'c1' }, 'Hi')
    }
    expect(limitsOf(kernel)().limits).toEqual([])
  })
})

describe('a call that has to wait', () => {
  const short = { ...row, requests: 1, window: 0.2 }

  test('waits for its turn, first come first served, and is told', async () => {
    const { write, texts, times, events } = await limited([short])
    await Promise.all(['a', 'b', 'c'].map((text) => write('c1', text)))
    expect(texts).toEqual(['a', 'b', 'c'])
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(200)
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(200)
    expect(events.filter(({ type }) => type === 'wait')).toMatchObject([
      { reason: 'rate limit' },
      { reason: 'rate limit' },
    ])
  })

  test('does not hold up other calls when the provider asks it to wait', async () => {
    const origin = await serve((request, response) => {
      const isWrite = request.url === '/v1/messages'
      json(response, isWrite ? 429 : 200, {}, isWrite ? { 'retry-after': '60' } : {})
    })
    const kernel = createKernel(definition, { origin, apiKey: 'k', retry: false } as KernelOptions)
    await call(kernel, writeByBody, [{ to: 'c1', text: 'a' }]).safe()
    expect(await call(kernel, getParcel, ['p1', { deadline: 10_000 }])).toEqual({})
  })

  test('does not hold up calls under other keys', async () => {
    const { write, texts } = await limited([{ ...row, requests: 1 }])
    await write('c1', 'a')
    const controller = new AbortController()
    const waiting = write('c1', 'b', { signal: controller.signal, deadline: 2 * 3600_000 })
    await write('c2', 'c')
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ kind: 'abort' })
    expect(texts).toEqual(['a', 'c'])
  })

  test('waits as long as its deadline allows, however long that is', async () => {
    const { write, texts } = await limited([short], { rateLimit: { maxWait: 0 } })
    await write('c1', 'a')
    await write('c1', 'b', { deadline: 60_000 })
    expect(texts).toEqual(['a', 'b'])
  })

  test('is refused at once when that is longer than five minutes, with the rule and when there is room', async () => {
    const { write, texts, events } = await limited([row])
    for (const text of ['a', 'b', 'c']) await write('c1', text)
    const { error } = await write('c1', 'd').safe()
    expect(error).toBeInstanceOf(LimitError)
    const { wait } = error as LimitError
    expect(wait).toBeGreaterThan(3_500_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
    expect(error).toMatchObject({
      kind: 'limit',
      operation: 'messages.create',
      budget: 'row',
      key: ['c1'],
      attempts: [],
      message: `messages.create was not sent: the limit row (3 in 3600 s) has no room for c1 for another ${Math.ceil(wait / 1000)} s. Raise \`rateLimit.maxWait\` to wait for it.`,
    })
    expect(texts).toEqual(['a', 'b', 'c'])
    expect(events.some(({ type }) => type === 'wait')).toBe(false)
  })

  test('is refused at once when its turn comes after its deadline', async () => {
    const { write } = await limited([{ ...row, requests: 1, window: 60 }])
    await write('c1', 'a')
    await expect(write('c1', 'b', { deadline: 1_000 })).rejects.toThrow('Raise `deadline` to wait for it.')
  })

  test('is not tried again after that, even if it could be', async () => {
    const { kernel, events } = await limited([{ ...row, requests: 1 }], { retry: {} })
    const again = { ...writeByBody, resend: true }
    await call(kernel, again, [{ to: 'c1', text: 'a' }])
    await expect(call(kernel, again, [{ to: 'c1', text: 'a' }])).rejects.toThrow(LimitError)
    expect(events.map(({ type }) => type)).toEqual(['attempt'])
  })
})

describe('what a client may choose', () => {
  const forBots = { ...row, requests: 1, option: 'bot' }

  test('limits of certain callers hold for those who say that they are', async () => {
    const human = await limited([forBots])
    for (const text of ['a', 'b']) expect(await passes(human.write('c1', text))).toBe(true)
    const bot = await limited([forBots], { bot: true })
    await bot.write('c1', 'a')
    expect(await passes(bot.write('c1', 'b'))).toBe(false)
  })

  test('a client may use a part of each budget, or none of them', async () => {
    const part = await limited([{ ...row, requests: 4 }], { rateLimit: { share: 0.5 } })
    for (const text of ['a', 'b']) await part.write('c1', text)
    expect(await passes(part.write('c1', 'c'))).toBe(false)
    const none = await limited([{ ...row, requests: 1 }], { rateLimit: false })
    for (const text of ['a', 'b']) expect(await passes(none.write('c1', text))).toBe(true)
    expect(limitsOf(none.kernel)().limits).toEqual([])
    limitsOf(none.kernel).reset?.('row', 'c1')
  })
})

describe('the state of the budgets', () => {
  test('shows each key that is in use, beside the budgets of all requests, and no text', async () => {
    const { kernel, write } = await limited([repeats, row])
    await write('c1', 'Hi')
    await write('c1', 'Hello')
    await write('c2', 'Hi')
    const state = (name: string, key: string, limit: number, used: number) => ({
      name,
      key: [key],
      limit,
      window: 3600,
      used,
      wait: 0,
    })
    expect(limitsOf(kernel)()).toEqual({
      limits: [
        state('repeats', 'c1', 2, 1),
        state('repeats', 'c1', 2, 1),
        state('repeats', 'c2', 2, 1),
        state('row', 'c1', 3, 2),
        state('row', 'c2', 3, 1),
      ],
      running: 0,
      queued: 0,
    })
  })

  test('does not show a key any more when its requests no longer count', async () => {
    const { kernel, write } = await limited([{ ...row, window: 0.05 }])
    await write('c1', 'Hi')
    await expect.poll(() => limitsOf(kernel)().limits).toEqual([])
  })
})
