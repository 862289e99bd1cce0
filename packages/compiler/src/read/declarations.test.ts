import { expect, test } from 'vitest'
import { acme, acmeWithLinks } from '../testing.ts'
import { readDeclarations, readReexports } from './declarations.ts'
import { readModel } from './model.ts'
import { clientDeclarations, runtimeDeclarations } from './surface.ts'

const source = `
/** Not for others. */
interface Hidden {}

/**
 * Keeps parcels. See {@link Depot}.
 *
 * There may be many.
 */
export declare interface Shelf<Of = string> extends Depot {
    /**
     * How many.
     * @default 3
     */
    size?: number | undefined;
    /** Told of each. */
    readonly tell?: ((one: Of) => void) | undefined
    /**
     * Takes one.
     *
     * @throws {TypeError} when it is full.
     */
    take(one: Of): Promise<void>;
}

/** It broke. */
export class BrokenError extends Error {
  readonly kind = 'broken'
  private secret = 1
  /** What broke. */
  declare readonly what: string
}

export type Size = 1 | 2

/**
 * Opens a shelf.
 *
 * @param id - Which one.
 * @returns the shelf.
 * @example
 * \`\`\`ts
 * open('a')
 * \`\`\`
 */
export function open(id: string): Shelf {
  return find(id)
}

export const most: number = 3
export { other as another } from './other.ts'
`

const found = new Map(readDeclarations(source).map((one) => [one.name, one]))

test('what is exported is read, and nothing else', () => {
  expect([...found.keys()]).toEqual(['Shelf', 'BrokenError', 'Size', 'open', 'most'])
  expect([...readReexports(source)]).toEqual([['other', './other.ts']])
})

test('an interface has its text, its parents and its members with their defaults', () => {
  const shelf = found.get('Shelf')!
  expect(shelf.doc.text).toBe('Keeps parcels. See `Depot`.\n\nThere may be many.')
  expect(shelf).toMatchObject({
    signature: 'interface Shelf<Of = string> extends Depot',
    parents: ['Depot'],
    members: [
      { name: 'size', optional: true, type: 'number', doc: { tags: [{ name: 'default', text: '3' }] } },
      { name: 'tell', optional: true, type: '(one: Of) => void' },
      {
        name: 'take',
        optional: false,
        type: '(one: Of): Promise<void>',
        doc: { tags: [{ name: 'throws', subject: 'TypeError', text: 'when it is full.' }] },
      },
    ],
  })
})

test('a class shows its constants and hides what is private', () => {
  expect(found.get('BrokenError')!.members.map(({ name, type }) => [name, type])).toEqual([
    ['kind', "'broken'"],
    ['what', 'string'],
  ])
})

test('a function is its signature, without its body', () => {
  const open = found.get('open')!
  expect(open.signature).toBe('function open(id: string): Shelf')
  expect(open.doc.tags).toEqual([
    { name: 'param', subject: 'id', text: 'Which one.' },
    { name: 'returns', subject: undefined, text: 'the shelf.' },
    { name: 'example', subject: undefined, text: "```ts\nopen('a')\n```" },
  ])
  expect(found.get('most')!.signature).toBe('const most: number')
  expect(found.get('Size')!.signature).toBe('type Size = 1 | 2')
})

test('a client declares its options, and follow where it has links', () => {
  const plain = clientDeclarations(readModel('acme', acme()))
  expect(plain.get('ClientOptions')?.members.map(({ name }) => name)).toContain('apiKey')
  expect(plain.has('createClient')).toBe(true)
  expect(plain.has('follow')).toBe(false)
  expect(clientDeclarations(readModel('acme', acmeWithLinks())).get('follow')?.doc.text).toMatch(
    /^Follows a link/,
  )
})

test('a runtime that is not built is named, with how to build it', () => {
  expect(() => runtimeDeclarations('/nowhere')).toThrow('/nowhere/index.d.ts is missing. Run `npm run build`')
})
