import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { writeTree } from '../../test/files.ts'
import { openGarden, plantsIn } from '../../test/kept.ts'
import { createMock } from '../mock.ts'

const fern =
  "id: PLANT00001, name: Fern, color: null, price: '1', tags: [], createdAt: '2026-01-02T03:04:05.000Z'"

/** Starts a garden with a file as its world. */
async function openWith(name: string, text: string) {
  await using tree = await writeTree({ [name]: text })
  return await openGarden({ world: tree.at(name) })
}

describe('a world is read', () => {
  test('from YAML, with examples of the document and changes on top', async () => {
    await using mock = await openWith(
      'world.yaml',
      `garden:
  plants:
    - $example: Fern
    - $example: Fern
      $without: [tags]
      id: PLANT00009
      name: Ivy
      tags: [climbs]
`,
    )
    expect(mock.state()['garden']!['plants']).toMatchObject([
      { id: 'PLANT00007', name: 'Fern', tags: [] },
      { id: 'PLANT00009', name: 'Ivy', tags: ['climbs'] },
    ])
  })

  test('from JSON, by a path or a URL', async () => {
    const plants = [{ $example: 'Fern' }]
    await using tree = await writeTree({ 'world.json': { garden: { plants } } })
    await using mock = await openGarden({ world: pathToFileURL(tree.at('world.json')) })
    expect(plantsIn(mock)).toEqual(['Fern'])
  })

  test('as what a mock had', async () => {
    await using first = await openGarden({ world: { garden: { plants: [{ $example: 'Fern' }] } } })
    await using second = await openGarden({ world: first.state() })
    expect(second.state()).toEqual(first.state())
  })

  test.each(['garden:', 'garden: {}'])('as an empty one: %j', async (text) => {
    await using mock = await openWith('world.yaml', text)
    expect(plantsIn(mock)).toEqual([])
  })

  test('as what the examples of the document show, where the file says nothing of it', async () => {
    await using mock = await openWith('world.yaml', '')
    expect(plantsIn(mock)).toEqual(['Fern'])
  })
})

describe('a shipped provider', () => {
  const names = ['chatti', 'chitchats']

  test('has its shipped world, unless the file names it', async () => {
    const options = { stateful: true, listen: false }
    await using shipped = await createMock(names, options)
    await using mock = await createMock(names, { ...options, world: { chitchats: {} } })
    const { chatti, chitchats } = mock.state()
    expect(chatti).toEqual(shipped.state()['chatti'])
    expect(Object.values(chitchats!).flat()).toEqual([])
  })

  test('can have other rules, and what these know of its world', async () => {
    await using mock = await createMock(['chatti'], {
      stateful: true,
      listen: false,
      rules: { chatti: { collections: { contacts: {} } } },
    })
    expect(Object.keys(mock.state()['chatti']!)).toContain('contacts')
  })
})

test('rules can be made of those that ship', async () => {
  let names: string[] = []
  await using mock = await createMock(['chatti'], {
    stateful: true,
    listen: false,
    rules: { chatti: (shipped) => ((names = Object.keys(shipped)), shipped) },
  })
  await using shipped = await createMock(['chatti'], { stateful: true, listen: false })
  expect(names).toContain('operations')
  expect(mock.state()).toEqual(shipped.state())
})

describe('a world that is wrong is told', () => {
  const start = (text: string) => openWith('data.yaml', text)

  test('with file, place, and every mistake', async () => {
    const text = `garden:
  plants:
    - { ${fern} }
    - { ${fern.replace('Fern', '7')} }
    - { id: x }
`
    await expect(start(text)).rejects.toMatchObject({ code: 'bad-world' })
    await expect(start(text)).rejects.toThrow(
      /^The world in \/.*data\.yaml does not fit "garden": line 4, column 7: plants\/1 \(PLANT00001\): name must be string; line 4, column 7: plants\/1 \(PLANT00001\): is there twice; line 5, column 7: plants\/2 \(x\): must have required property 'name'/,
    )
  })

  test.each([
    ['garden: { plnts: [] }', 'there is no collection "plnts"; there are plants'],
    ['garden: { plants: {} }', 'line 1, column 19: plants must be a list of records'],
    ['garden: { plants: [7] }', 'line 1, column 20: plants/0 must be a record'],
    ['garden: { plants: [{ $example: Rose }] }', 'the document has no example "Rose"'],
    ['- garden', 'must be a map of providers'],
    ['gardn: {}', 'names a provider "gardn" that is not served. Did you mean "garden"?'],
    ['a: b: c', 'is not YAML: line 1, column 4'],
  ])('when it is %j', async (text, reason) => {
    await expect(start(text)).rejects.toThrow(reason)
  })

  test('up to ten mistakes', async () => {
    const wrong = fern.replace("'1'", '1')
    const records = Array.from({ length: 12 }, (_, index) => `{ ${wrong.replace('01', `${index + 10}`)} }`)
    await expect(start(`garden: { plants: [${records.join(', ')}] }`)).rejects.toThrow(/; and 2 more\.$/)
  })

  test('when there is no such file', async () => {
    await expect(openGarden({ world: 'nowhere.yaml' })).rejects.toThrow(
      /^The world in \/.*nowhere\.yaml does not exist\.$/,
    )
  })

  test('when it is an option', async () => {
    const world = { garden: { plants: [{ id: 'x' }] } }
    await expect(openGarden({ world })).rejects.toThrow(
      /^The option world does not fit "garden": plants\/0 \(x\): /,
    )
  })
})

test('rules of a provider that is not served are a mistake', async () => {
  await expect(openGarden({ rules: { gardn: {} } })).rejects.toThrow('Did you mean "garden"?')
})

test('rules that do not fit their document are told as such', async () => {
  const rules = { garden: { operations: { 'plants.wter': () => undefined } } }
  await expect(openGarden({ rules })).rejects.toThrow('plants.wter')
})
