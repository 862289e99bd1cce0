import { join } from 'node:path'
import { operationsOf, root, runtimeDeclarations, sharedNames } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { findProviders } from '../providers.ts'
import { readSite } from '../site.ts'
import { commonArticle } from './common.ts'
import { declarationText, memberList } from './declaration.ts'
import { clientPages, methodPath } from './index.ts'

const { providers, articles } = await readSite(root, await findProviders(join(root, 'specs')))
const chitchats = clientPages(providers.find(({ name }) => name === 'chitchats')!)
const chatkitty = clientPages(providers.find(({ name }) => name === 'chatkitty')!)

/** The section of a method. */
function method({ resources }: typeof chitchats, id: string): string {
  const { article } = resources.find(({ name }) => name === id.split('.')[0])!
  return article.text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${id}\n`))!
}

describe('a method', () => {
  const create = method(chitchats, 'shipments.create')

  test('has its signature, what it does and what it gives', () => {
    expect(create).toContain(
      '```ts\nshipments.create(body: ShipmentCreate, options?: CallOptions): Call<ShipmentEnvelope, ShipmentsCreateError>\n```',
    )
    expect(create).toContain('`POST /clients/{client_id}/shipments`')
    expect(create).toContain('awaited, it is `ShipmentEnvelope`')
  })

  test('has its parameters, the fields of its body among them', () => {
    expect(create).toContain('- `body` (`ShipmentCreate`, required): The parcel and where it goes.')
    expect(create).toContain('- `body.weight_unit` (string, required): Unit of a weight. Values: `lb`, ')
    expect(method(chitchats, 'shipments.list')).toContain('- `query.status` (')
    expect(method(chatkitty, 'users.get')).toContain('- `id` (`number`, required): ')
  })

  test('says how it behaves, how that is known, and how it fails', () => {
    expect(create).toContain('- How we know: **Official**')
    expect(create).toContain('- Repeating: Sending it again may act twice.')
    expect(create).toContain('[400](../../../../../specs/chitchats/components/responses#e-400)')
    expect(method(chitchats, 'shipments.list')).toContain('- Paging: Pages are counted in `page`')
  })

  test('has one program to copy, and its standalone function', () => {
    expect(create).toContain("import { createClient } from '@parlance/chitchats'")
    expect(create).toContain('`shipmentsCreate`, from `@parlance/chitchats/operations`')
  })
})

describe('the page of a client', () => {
  test('lists its options with their environment variables', () => {
    const { text } = chitchats.index
    expect(text).toContain('- `accessToken` (`Supplier<string>`, or `CHITCHATS_ACCESS_TOKEN`): ')
    expect(text).toContain(
      "- `environment` (`'production' | 'staging'`, default `'production'`, or `CHITCHATS_ENV",
    )
    expect(text).toContain('- `timeout` (`number`, default `60_000`): Milliseconds an attempt may take')
  })

  test('has links and webhooks where the provider has them', () => {
    expect(chatkitty.index.text).toContain('## Links\n\n### follow')
    expect(chitchats.index.text).not.toMatch(/^## (Links|Webhooks)/m)
    const chatti = clientPages(providers.find(({ name }) => name === 'chatti')!)
    expect(chatti.index.text).toContain('### receiveWebhook')
  })
})

test('what clients share is all there, with its text', () => {
  const { text } = commonArticle()
  const declarations = runtimeDeclarations()
  for (const name of sharedNames()) {
    const [first] = /^[^`]+/.exec(declarations.get(name)?.doc.text ?? '') ?? []
    expect(first, name).toBeTruthy()
    expect(text, name).toContain(`### ${name}\n\n${first}`)
  }
})

test('names of shared types lead to what is said of them, outside of code', () => {
  expect(commonArticle().text).toContain('See [`CallEvent`](#callevent).')
  expect(chitchats.index.text).toContain('See [`RetryOptions`](../runtime/src/index.ts#retryoptions).')
  expect(method(chitchats, 'shipments.create')).toContain('): Call<ShipmentEnvelope, ShipmentsCreateError>')
})

test('every method of every client has a place that the search leads to', () => {
  for (const { name, model } of providers) {
    for (const { id } of operationsOf(model)) {
      const [path, anchor] = methodPath(name, id).split('#')
      const found = articles.find(({ article }) => article.path === path)
      expect(
        found?.rendered.headings.map((heading) => heading.id),
        id,
      ).toContain(anchor)
    }
  }
})

test('a declaration is its text, its signature, and a list of what is in it', () => {
  const doc = { text: 'Opens.', tags: [{ name: 'throws', subject: 'TypeError', text: 'when shut.' }] }
  const open = {
    name: 'open',
    kind: 'function',
    signature: 'function open(id: string): void',
    parents: [],
    members: [],
    doc,
  } as const
  expect(declarationText({ ...open, parents: [], members: [] })).toBe(
    '### open\n\nOpens.\n\n```ts\nopen(id: string): void\n```\n\nThrows `TypeError` when shut.\n',
  )
  const member = (name: string, text: string, tags: typeof doc.tags = []) => ({
    name,
    type: 'string',
    optional: true,
    doc: { text, tags },
  })
  expect(memberList([member('a', 'One\nline.'), member('[Symbol.x]', 'Hidden.')])).toBe(
    '- `a` (`string`): One line.',
  )
})
