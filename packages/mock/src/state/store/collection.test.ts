import { describe, expect, test } from 'vitest'
import { book, createWorld } from '../../../test/worlds.ts'
import { InvalidRecord } from './problems.ts'

const books = () => createWorld().collection('books')
const ids = (rows: readonly object[]) => rows.map((row) => (row as { id: string }).id)

describe('a record', () => {
  test('is found by its key, as a number or as text', () => {
    const loans = createWorld().collection('loans')
    loans.put({ number: 7 })
    expect([loans.get(7), loans.get('7'), loans.get(8), loans.get(undefined)]).toEqual([
      { number: 7 },
      { number: 7 },
      undefined,
      undefined,
    ])
  })

  test('has to keep to its schema, and to have a key', () => {
    const all = books()
    expect(() => all.put({ id: 'x', title: 1 })).toThrow(
      new InvalidRecord('books', 'x', ['/title must be string']),
    )
    expect(() => all.put({ title: 'Nameless' })).toThrow('/id must be a text or a number')
    expect(() => all.patch('emma', { title: null })).toThrow('"emma" of "books"')
    expect(all.rows()).toEqual([book('emma', 'Emma'), book('persuasion', 'Persuasion')])
  })

  test('is changed by some of its properties, and left without those that are undefined', () => {
    const all = books()
    all.patch('emma', { author: 'Austen', year: 1815 })
    all.patch('emma', { year: undefined })
    expect(all.get('emma')).toStrictEqual({ id: 'emma', title: 'Emma', author: 'Austen' })
  })

  test('that is not there cannot be changed, and no record becomes another', () => {
    expect(() => books().patch('emmma', {})).toThrow('There is no record "emmma" in "books"')
    expect(() => books().patch('emma', { id: 'persuasion' })).toThrow('cannot be changed')
  })

  test('that was deleted is gone', () => {
    const all = books()
    expect([all.delete('emma'), all.delete('emma'), all.get('emma'), all.size]).toEqual([
      true,
      false,
      undefined,
      1,
    ])
  })

  test('is not changed by whoever has put or got it', () => {
    const all = books()
    const draft = { id: 'x', title: 'X', tags: [{ name: 'new' }] }
    const kept = all.put(draft)
    draft.tags[0]!.name = 'old'
    expect(() => (kept['tags'] as string[]).push('y')).toThrow(TypeError)
    expect(all.get('x')).toEqual({ id: 'x', title: 'X', tags: [{ name: 'new' }] })
  })
})

describe('order', () => {
  test('is that of arrival, whatever changes later', () => {
    const all = books()
    all.put(book('a'))
    all.patch('emma', { title: 'Emma, again' })
    all.delete('persuasion')
    all.put(book('persuasion'))
    expect(ids(all.rows())).toEqual(['emma', 'a', 'persuasion'])
    expect(ids(all.where(({ title }) => title !== 'On a'))).toEqual(['emma', 'persuasion'])
    expect(all.find(({ id }) => id !== 'emma')).toEqual(book('a'))
  })

  test('is known by numbers that records keep and nobody gets again', () => {
    const all = books()
    const numberOf = (id: string) => all.sequenceOf(book(id))
    all.put(book('a'))
    all.patch('emma', { title: 'Emma, again' })
    all.delete('a')
    all.put(book('a'))
    expect([numberOf('emma'), numberOf('persuasion'), numberOf('a'), numberOf('b')]).toEqual([
      1,
      2,
      4,
      undefined,
    ])
    all.delete('persuasion')
    expect([all.positionAfter(1), all.positionAfter(2), all.positionAfter(4)]).toEqual([1, 1, 2])
    expect([all.positionOf('emma'), all.positionOf('a'), all.positionOf('b')]).toEqual([0, 1, undefined])
  })

  test('is not looked up again for what changes', () => {
    const world = createWorld()
    const all = world.collection('books')
    const rows = world.run(() => all.rows())
    world.run(() => all.put(book('a')))
    world.run(() => all.patch('emma', { title: 'Emma, again' }))
    expect(world.run(() => all.rows())).toBe(rows)
  })

  test('holds for a hundred thousand records that come, change and go', () => {
    const world = createWorld()
    const all = world.collection('books')
    const wanted = new Map(all.rows().map((row) => [row['id'], row]))
    for (let index = 0; index < 100_000; index += 1) {
      const row = all.put(book(`b${index}`))
      wanted.set(row['id'], row)
    }
    for (let index = 0; index < 100_000; index += 97) {
      all.delete(`b${index}`)
      wanted.delete(`b${index}`)
      const row = all.patch(`b${index + 1}`, { title: 'Changed' })
      wanted.set(row['id'], row)
    }
    expect(all.size).toBe(wanted.size)
    expect(all.rows().every((row, index) => all.positionOf(row['id'] as string) === index)).toBe(true)
    expect(ids(all.rows())).toEqual([...wanted.keys()])
    expect(
      all.rows().every((row) => wanted.get(row['id']) === row && all.get(String(row['id'])) === row),
    ).toBe(true)
  })

  test('of what is gone through stays while records come, change and go', () => {
    const world = createWorld()
    const all = world.collection('books')
    const seen = world.run(() => {
      const titles = []
      for (const row of all.rows()) {
        titles.push(row['title'])
        all.delete('persuasion')
        all.put(book(`${row['id']}-2`))
        all.patch('emma', { title: 'Emma, again' })
      }
      return titles
    })
    expect(seen).toEqual(['Emma', 'Persuasion'])
    expect(ids(all.rows())).toEqual(['emma', 'emma-2', 'persuasion-2'])
  })
})
