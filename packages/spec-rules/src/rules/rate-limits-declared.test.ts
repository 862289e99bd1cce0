import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const evidence = 'evidence: {level: official, source: guide}'
const limit = (members: string) =>
  `{name: repeats, requests: 8, window: 180, scope: [bot], ${evidence}, ${members}}`
const identical = (members: string) => limit(`counts: identical, ${members}`)

/** Two ways to write a message: by the body, and by the path. */
const check = ({ root = '', body = '', path = '' }) =>
  lint('rate-limits-declared', {
    'openapi.yaml': `
    openapi: 3.1.0
    ${root && `x-rate-limits: [${root}]`}
    paths:
      /messages:
        post:
          operationId: messages.create
          parameters: [{name: dry, in: query}]
          ${body && `x-rate-limits: [${body}]`}
          requestBody: {content: {application/json: {schema: {$ref: components/schemas/Message.yaml}}}}
      /conversations/{id}/messages:
        parameters: [{name: id, in: path}]
        post:
          operationId: conversations.createMessage
          ${path && `x-rate-limits: [${path}]`}
  `,
    'components/schemas/Message.yaml': 'allOf: [{properties: {to: {properties: {id: {type: string}}}}}]',
  })

const first = 'openapi.yaml#/paths/~1messages/post/x-rate-limits/0'
const second = 'openapi.yaml#/paths/~1conversations~1{id}~1messages/post/x-rate-limits/0'

test('limits whose keys are in the requests pass', async () => {
  const findings = await check({
    root: limit(''),
    body: identical("key: ['body:/to/id', 'query:dry'], callers: bots, clientOption: bot"),
  })
  expect(findings).toEqual([])
})

test('one limit may have its key in different places', async () => {
  const findings = await check({
    body: identical("key: ['body:/to/id']"),
    path: identical("key: ['path:id']"),
  })
  expect(findings).toEqual([])
})

test.each([
  ['body:/from', 0],
  ['query:id', 0],
  ['path:id', 0],
])('a key at %s, where the operation has nothing, is refused', async (place, index) => {
  expect(await check({ body: identical(`key: ['${place}']`) })).toEqual([
    {
      at: `${first}/key/${index}`,
      message: `messages.create counts repeats under ${place}, which is not in its requests. Declare it or correct the key.`,
    },
  ])
})

test.each([
  ['requests', 'requests: 9, window: 180'],
  ['window', 'requests: 8, window: 60'],
])('limits of one name with another %s are refused', async (member, numbers) => {
  const other = identical("key: ['path:id']").replace('requests: 8, window: 180', numbers)
  expect(await check({ body: identical("key: ['body:/to/id']"), path: other })).toEqual([
    {
      at: `${second}/${member}`,
      message: `The limit repeats has another ${member} elsewhere, but limits of one name are one limit. Correct either, or rename one.`,
    },
  ])
})

test('limits of one name count the same under keys of one length, for the same callers', async () => {
  const ends = async (path: string) => {
    const findings = await check({ body: identical("key: ['body:/to/id']"), path })
    return findings.map(({ at }) => at.slice(second.length))
  }
  expect(await ends(limit("counts: consecutive, key: ['path:id']"))).toEqual(['/counts'])
  expect(await ends(identical('key: []'))).toEqual(['/key'])
  expect(await ends(identical("key: ['path:id'], callers: bots, clientOption: bot"))).toEqual([
    '/clientOption',
  ])
})

test('a limit of the whole API counts every request of everybody', async () => {
  const findings = await check({ root: limit("counts: identical, key: ['path:id']") })
  expect(findings.map(({ at }) => at)).toEqual([
    'openapi.yaml#/x-rate-limits/0/key',
    'openapi.yaml#/x-rate-limits/0/counts',
  ])
  expect(findings[0]?.message).toBe(
    'The limit repeats is for the whole API and cannot have key. Move it to the operations that it concerns.',
  )
})
