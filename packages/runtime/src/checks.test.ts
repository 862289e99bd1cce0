import { describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { type Check, CheckError, checks } from './checks.ts'
import type { ApiError } from './errors.ts'
import type { CallEvent } from './events.ts'
import { observed } from './observers.ts'
import type { Operation } from './operation.ts'
import type { KernelOptions } from './options.ts'
import { json, kernelAt, serve } from './testing.ts'

const source = 'official: https://acme.example/docs, Labels'
const label: Check = { at: 'body:/label', rule: 'have at most 10 characters', source, maxLength: 10 }

/** A client of an operation with rules, what it was told, and how many requests it sent. */
async function checked(rules: Check[], options: KernelOptions = {}) {
  const events: CallEvent[] = []
  const lines: string[] = []
  let sent = 0
  const origin = await serve((_, response) => {
    sent += 1
    json(response, 201, { id: 'p1' })
  })
  const operation: Operation = {
    id: 'parcels.create',
    method: 'POST',
    path: '/depots/{depot}/parcels',
    args: ['depot'],
    input: 'body',
    check: checks(rules),
  }
  const observers = {
    observe: (event: CallEvent) => events.push(event),
    log: (line: string) => lines.push(line),
  }
  const kernel = kernelAt(origin, { ...observed(observers), ...options })
  return {
    events,
    lines,
    sent: () => sent,
    create: (body: unknown, own: object = {}) =>
      call<unknown, ApiError>(kernel, operation, ['d1', body, own]),
  }
}

describe('what breaks a rule', () => {
  test('is not sent, and the error tells operation, place, rule, length and source, but not the text', async () => {
    const { create, sent } = await checked([label])
    const error = await create({ label: 'Fragile glass' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CheckError)
    expect(error).toMatchObject({
      kind: 'check',
      operation: 'parcels.create',
      attempts: [],
      violations: [{ at: 'body:/label', rule: 'have at most 10 characters', actual: 13, source }],
      message:
        'parcels.create was not sent: body:/label must have at most 10 characters (its length is 13; official: https://acme.example/docs, Labels). `checks: false` sends it all the same.',
    })
    expect(sent()).toBe(0)
  })

  test('is a value with safe()', async () => {
    const { create } = await checked([label])
    const { error, response } = await create({ label: 'Fragile glass' }).safe()
    expect(error?.kind).toBe('check')
    expect(response).toBeUndefined()
  })

  test('is told whole, not rule by rule', async () => {
    const note: Check = { at: 'body:/note', rule: 'have at least 2 characters', source, minLength: 2 }
    const { create } = await checked([label, note])
    const { error } = await create({ label: 'Fragile glass', note: '' }).safe()
    expect(error).toMatchObject({ violations: [{ at: 'body:/label' }, { at: 'body:/note', actual: 0 }] })
  })

  test.each([
    ['client', { checks: false }, {}],
    ['call', {}, { checks: false }],
    ['call, against the client', { checks: true }, { checks: false }],
  ])('is sent all the same when the %s says so', async (_, options, own) => {
    const { create, sent } = await checked([label], options)
    await create({ label: 'Fragile glass' }, own)
    expect(sent()).toBe(1)
  })

  test('is refused when the call wants it checked though its client does not', async () => {
    const { create } = await checked([label], { checks: false })
    await expect(create({ label: 'Fragile glass' }, { checks: true })).rejects.toThrow(CheckError)
  })
})

describe('a rule', () => {
  const accepts = async (check: Omit<Check, 'rule' | 'source'>, body: unknown, own: object = {}) => {
    const { create } = await checked([{ rule: 'be right', source, ...check }])
    return (await create(body, own).safe()).error === undefined
  }

  test('counts characters as they are read: an emoji is one', async () => {
    const at = 'body:/label'
    expect(await accepts({ at, maxLength: 3 }, { label: '🐶🐶🐶' })).toBe(true)
    expect(await accepts({ at, maxLength: 3 }, { label: '🐶🐶🐶🐶' })).toBe(false)
    expect(await accepts({ at, minLength: 4 }, { label: '🐶🐶🐶' })).toBe(false)
  })

  test('does not count what may turn out shorter', async () => {
    const check = { at: 'body:/label', maxLength: 10, uncounted: '\\{\\{[^{}]*\\}\\}' }
    expect(await accepts(check, { label: 'Hi {{ first_name }}!' })).toBe(true)
    expect(await accepts(check, { label: 'Hi {{ name }}, hello!' })).toBe(false)
  })

  test('holds for the texts that it is certain for', async () => {
    const check = { at: 'body:/from', pattern: '^[A-Za-z ]+$', when: '\\p{L}' }
    expect(await accepts(check, { from: 'Wattle Paws' })).toBe(true)
    expect(await accepts(check, { from: 'Café' })).toBe(false)
    expect(await accepts(check, { from: '日本' })).toBe(false)
    expect(await accepts(check, { from: '+61 491-570-110' })).toBe(true)
  })

  test('looks at numbers of the query, and at parameters of the path', async () => {
    const at = 'query:limit'
    const query = (limit: number) => ({ query: { limit } })
    expect(await accepts({ at, minimum: 1, maximum: 100 }, {}, query(100))).toBe(true)
    expect(await accepts({ at, maximum: 100 }, {}, query(101))).toBe(false)
    expect(await accepts({ at, minimum: 1 }, {}, query(0))).toBe(false)
    expect(await accepts({ at: 'path:depot', maxLength: 1 }, {})).toBe(false)
  })

  test('looks at every item of a list', async () => {
    const check = { at: 'body:/items/*/label', maxLength: 3 }
    expect(await accepts(check, { items: [{ label: 'cup' }, {}] })).toBe(true)
    expect(await accepts(check, { items: [{ label: 'cup' }, { label: 'mugs' }] })).toBe(false)
    expect(await accepts({ at: 'body:/*', maxLength: 3 }, ['cup', 'mugs'])).toBe(false)
  })

  test.each([
    ['is left out', {}],
    ['is of another type', { label: ['Fragile glass'] }],
    ['is null', { label: null }],
    ['stands in a form', new FormData()],
  ])('says nothing about what %s', async (_, body) => {
    expect(await accepts({ at: 'body:/label', maxLength: 1, minLength: 1 }, body)).toBe(true)
  })
})

describe('what grows after it was counted', () => {
  const growing: Check = { ...label, grows: '{Link}' }

  test('is sent with a warning to observers and log, which does not hold the text', async () => {
    const { create, events, lines, sent } = await checked([growing])
    await create({ label: 'Hi {Link}' })
    expect(sent()).toBe(1)
    expect(events[0]).toMatchObject({
      type: 'warning',
      operation: 'parcels.create',
      message:
        'the length of body:/label is 9 now, and it must have at most 10 characters, but {Link} in it will be replaced by something longer',
    })
    expect(lines[0]).toBe(`parcels.create warns: ${(events[0] as { message: string }).message}`)
  })

  test('is not warned of where it does not stand, or where nobody wants checks', async () => {
    const { create, events } = await checked([growing])
    await create({ label: 'Hi' })
    await create({ label: 'Hi {Link}' }, { checks: false })
    expect(events.map(({ type }) => type)).toEqual(['attempt', 'attempt'])
  })
})
