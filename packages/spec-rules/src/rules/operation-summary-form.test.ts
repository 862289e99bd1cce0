import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (summary: string) =>
  lint(
    'operation-summary-form',
    `
    openapi: 3.1.0
    info: {title: Chit Chats API}
    paths: {/a: {get: {operationId: a.get, summary: '${summary}'}}}
  `,
  )

test.each([
  'Create a shipment',
  'Refund USPS postage',
  'Get HTML for a label',
  'Ping Chit Chats',
  'Ship to Canada',
  'List',
])('"%s" passes', async (summary) => {
  expect(await check(summary)).toEqual([])
})

test.each([
  ['Create a shipment.', 'ends with a full stop. Remove it.'],
  ['create a shipment', 'does not begin with a capital. Write it like "Create a shipment".'],
  ['Create A Shipment', 'is in title case. Write it like "Create a shipment".'],
  ['Create Shipment', 'is in title case. Write it like "Create a shipment".'],
  [
    'Create a shipment and buy its postage at once, then print the label',
    'has 67 characters. Cut it to 60; the description has room for more.',
  ],
])('"%s" %s', async (summary, fault) => {
  expect(await check(summary)).toEqual([
    { at: 'openapi.yaml#/paths/~1a/get/summary', message: `The summary of a.get ${fault}` },
  ])
})
