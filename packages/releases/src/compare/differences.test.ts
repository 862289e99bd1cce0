import type { Document, Parameter } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { acme } from '../../test/acme.ts'
import { compareBundles } from './differences.ts'

type Change = (document: Document) => void

/** What a change means, one line for each difference: `major: …`. */
async function told(change: Change, base: Change = () => {}): Promise<string[]> {
  const before = acme()
  base(before)
  const after = structuredClone(before)
  change(after)
  return (await compareBundles(before, after)).map(({ impact, text }) => `${impact}: ${text}`)
}

const schema = (document: Document, name: string) => document.components!.schemas![name]!
const create = (document: Document) => document.paths['/widgets']!.post!
const list = (document: Document) => document.paths['/widgets']!.get!

describe('nothing', () => {
  test('is different in a document and its copy, whatever the order of its keys', async () => {
    expect(await told(() => {})).toEqual([])
    expect(
      await told((document) => {
        document.info = Object.fromEntries(Object.entries(document.info).toReversed()) as Document['info']
      }),
    ).toEqual([])
  })
})

describe('what breaks programs is major', () => {
  test('an operation that is gone', async () => {
    expect(await told((document) => delete document.paths['/widgets/{id}'])).toContain(
      'major: `widgets.get` is gone.',
    )
  })

  test('an operation that is called otherwise', async () => {
    expect(await told((document) => (create(document).operationId = 'widgets.add'))).toEqual([
      'major: `widgets.create` is called `widgets.add` now.',
    ])
  })

  test('a field that a request needs, whether it is new or was optional', async () => {
    expect(
      await told((document) => {
        schema(document, 'WidgetCreate').required!.push('colour', 'weight')
        schema(document, 'WidgetCreate').properties!['weight'] = { type: 'number', description: 'Weight.' }
      }),
    ).toEqual(['major: `widgets.create` needs `colour` and `weight` now.'])
  })

  test('a field that a request no longer takes, or a response no longer gives', async () => {
    expect(
      await told((document) => {
        delete schema(document, 'WidgetCreate').properties!['colour']
        delete schema(document, 'Widget').properties!['note']
      }),
    ).toEqual([
      'major: `widgets.list`, `widgets.create` and `widgets.get` no longer give `Widget.note`.',
      'major: `widgets.create` no longer takes `colour`.',
    ])
  })

  test('a field that has another name', async () => {
    const rename = (fields: Record<string, unknown>, before: string, after: string) => {
      fields[after] = fields[before]
      delete fields[before]
    }
    expect(
      await told((document) => {
        rename(schema(document, 'WidgetCreate').properties!, 'colour', 'color')
        rename(schema(document, 'Widget').properties!, 'state', 'status')
      }),
    ).toEqual([
      'major: `widgets.list`, `widgets.create` and `widgets.get` give `Widget.status` now, and no longer `state`.',
      'major: `widgets.create` takes `color` now, and no longer `colour`.',
    ])
  })

  test('a value that is no longer taken', async () => {
    expect(await told((document) => schema(document, 'Colour').enum!.pop())).toEqual([
      'major: `widgets.list` and `widgets.create` no longer take `blue` as `Colour`.',
    ])
  })

  test('another value of a list that was complete', async () => {
    expect(await told((document) => schema(document, 'Size').enum!.push('huge'))).toEqual([
      'major: `widgets.list`, `widgets.create` and `widgets.get` give `huge` as `Size` now.',
    ])
  })

  test('a parameter that is needed', async () => {
    const [only, ...rest] = await told((document) =>
      list(document).parameters!.push({
        name: 'shop',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      }),
    )
    expect([only, rest]).toEqual(['major: `widgets.list` needs `shop` now.', []])
  })
})

describe('what programs may use is minor', () => {
  test('an operation that is new, with what it does', async () => {
    expect(
      await told((document) => {
        document.paths['/widgets']!.delete = {
          ...list(document),
          operationId: 'widgets.clear',
          summary: 'Delete all',
        }
      }),
    ).toEqual(['minor: `widgets.clear` is new: delete all.'])
  })

  test('an optional field of a request, and any field of a response', async () => {
    expect(
      await told((document) => {
        schema(document, 'WidgetCreate').properties!['weight'] = { type: 'number', description: 'Weight.' }
        schema(document, 'Widget').properties!['weight'] = { type: 'number', description: 'Weight.' }
      }),
    ).toEqual([
      'minor: `widgets.list`, `widgets.create` and `widgets.get` give `Widget.weight` now.',
      'minor: `widgets.create` takes `weight` now.',
    ])
  })

  test('values of a list that is open, whether they come or go', async () => {
    expect(
      await told((document) => (schema(document, 'State')['x-extensible-enum'] = ['new', 'lost'])),
    ).toEqual([
      'minor: `State` may be `lost` now. `State` is no longer known to be `sold`; other values still compile.',
    ])
  })

  test('an operation that is deprecated', async () => {
    expect(await told((document) => (create(document).deprecated = true))).toEqual([
      'minor: `widgets.create` is deprecated.',
    ])
  })

  test('an operation that has moved is the same method, and what is otherwise within is found', async () => {
    expect(
      await told((document) => {
        const { post, ...rest } = document.paths['/widgets']!
        document.paths = { ...document.paths, '/widgets': rest, '/things': { post: post! } }
        post!['x-retry-safety'] = 'idempotent'
      }),
    ).toEqual([
      'minor: `widgets.create` is `POST /things` now, and was `POST /widgets`; the method stays.',
      'minor: `widgets.create` is sent again now when its outcome is unknown: it is `idempotent`.',
    ])
  })

  test('a limit of a request that no client checks; one that is checked breaks calls', async () => {
    const shorter: Change = (document) =>
      (schema(document, 'WidgetCreate').properties!['name']!.maxLength = 40)
    expect(await told(shorter)).toEqual([
      'minor: `WidgetCreate.name` (`widgets.create`): `maxLength` is `40` now, and was `50`.',
    ])
    const checked: Change = (document) => {
      schema(document, 'WidgetCreate').properties!['name']!['x-client-check'] = {
        keywords: ['maxLength'],
        evidence: { level: 'official', source: 'README' },
      }
    }
    expect(await told(shorter, checked)).toEqual([
      'major: `WidgetCreate.name` (`widgets.create`): `maxLength` is `40` now, and was `50`.',
    ])
  })

  test('another name of a parameter of the path is no move', async () => {
    expect(
      await told((document) => {
        const { '/widgets/{id}': item, ...rest } = document.paths
        document.paths = { ...rest, '/widgets/{key}': item! }
        item!.get!.parameters = [{ ...(item!.get!.parameters![0] as Parameter), name: 'key' }]
      }),
    ).toEqual(['patch: `key` of `widgets.get`: `name` is `key` now, and was `id`.'])
  })

  test('another address of an environment', async () => {
    expect(await told((document) => (document.servers[0]!.url = 'https://acme.test/v2'))).toEqual([
      'minor: `production`: `url` is `https://acme.test/v2` now, and was `https://acme.test/v1`.',
    ])
  })
})

describe('what nobody has to act on is patch', () => {
  test('words, told once for each place', async () => {
    expect(
      await told((document) => {
        create(document).summary = 'Make a widget'
        create(document).description = 'It takes a while.'
        schema(document, 'Widget').properties!['note']!.description = 'Any note.'
      }),
    ).toEqual(['patch: Wording of `Widget.note`.', 'patch: Wording of `widgets.create`.'])
  })

  test('a limit of a response, which no client checks', async () => {
    expect(
      await told((document) => (schema(document, 'Widget').properties!['note']!.maxLength = 80)),
    ).toEqual([
      'patch: `Widget.note` (`widgets.list`, `widgets.create` and `widgets.get`): `maxLength` is `80` now, and was `50`.',
    ])
  })

  test('how we know it, with a sentence of its own', async () => {
    expect(
      await told((document) => (create(document)['x-evidence'] = { level: 'official', source: 'Reference' })),
    ).toEqual(['patch: `widgets.create` is `official` now, and was `inferred`: it is known better.'])
  })
})

test('a difference names the rule that judged it, and why it is not what redocly says', async () => {
  const after = acme()
  schema(after, 'Widget').properties!['note']!.maxLength = 80
  expect(await compareBundles(acme(), after)).toEqual([
    {
      subject: { kind: 'schema', name: 'Widget' },
      field: 'note',
      change: 'changed',
      aspect: 'shape',
      impact: 'patch',
      text: '`Widget.note` (`widgets.list`, `widgets.create` and `widgets.get`): `maxLength` is `80` now, and was `50`.',
      before: 50,
      after: 80,
      operations: ['widgets.list', 'widgets.create', 'widgets.get'],
      rule: 'constraint-of-a-response',
      reason: 'clients check no response, so its limits are documentation',
    },
  ])
})

test('an operation that goes and one that comes are never taken for one, however alike their paths', async () => {
  expect(
    await told((document) => {
      const { '/widgets/{id}': item, ...rest } = document.paths
      const get = { ...item!.get!, operationId: 'widgets.look', summary: 'Look' }
      get.responses = {
        200: {
          description: 'One.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Look' } } },
        },
      }
      document.components!.schemas!['Look'] = {
        type: 'object',
        properties: { at: { type: 'string', description: 'At.' } },
      }
      document.paths = { ...rest, '/widget/{id}': { get } }
    }),
  ).toEqual(['major: `widgets.get` is gone.', 'minor: `widgets.look` is new: look.'])
})

test('a header that is called `x-…` is no extension, nor is a field', async () => {
  const named: Change = (document) => {
    const answer = document.paths['/widgets/{id}']!.get!.responses['200'] as {
      headers?: Record<string, unknown>
    }
    answer.headers = { 'x-count': { description: 'Count.', schema: { type: 'integer' } } }
    schema(document, 'Widget').properties!['x-ray'] = { type: 'string', description: 'Ray.' }
  }
  expect(await told(named)).toEqual([
    'minor: `widgets.list`, `widgets.create` and `widgets.get` give `Widget.x-ray` now.',
    'minor: `widgets.get`: `headers` was added.',
  ])
})

test('what a webhook delivers is given, and one that is gone breaks programs', async () => {
  const delivered: Change = (document) => {
    document.webhooks = { sold: { post: { ...create(document), operationId: 'webhooks.sold' } } }
  }
  const weigh: Change = (document) => {
    schema(document, 'WidgetCreate').properties!['weight'] = { type: 'number', description: 'Weight.' }
  }
  expect(await told(weigh, delivered)).toEqual([
    'minor: `widgets.create` takes `weight`; `sold` gives `WidgetCreate.weight` now.',
  ])
  expect(await told((document) => delete document.webhooks!['sold'], delivered)).toEqual([
    'major: The webhook `sold` is gone.',
  ])
})
