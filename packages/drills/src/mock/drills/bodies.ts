/** Bodies of the right length that are hard to read. */
import { type Drill, type Ending, headOf, requestOf, type Topic, writing } from '../drill.ts'

const deep = 10_000
const nested = '['.repeat(deep) + ']'.repeat(deep)
const nestedObjects = '{"a":'.repeat(deep) + '1' + '}'.repeat(deep)
const wide = JSON.stringify(
  Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field${index}`, index])),
)
const long = JSON.stringify(Array.from({ length: 500_000 }, () => 0))

/** A body in place of the right one. */
function body(name: string, text: string | Uint8Array, ends?: readonly Ending[]): Drill {
  return { name, ...(ends && { ends }), pieces: (target) => writing(target, text) }
}

/** The right body with one more field, which a provider may or may not mind. */
function field(name: string, key: string, json: string): Drill {
  return {
    name,
    ends: ['success', 400, 413, 422],
    pieces: (target) => writing(target, `${target.write.body.slice(0, -1)},${JSON.stringify(key)}:${json}}`),
  }
}

/** The right body under another type. */
function typed(name: string, type: string, ends: readonly Ending[]): Drill {
  return {
    name,
    ends,
    pieces: ({ write }) => {
      const headers = write.headers.map((line) =>
        line.startsWith('Content-Type') ? `Content-Type: ${type}` : line,
      )
      return [requestOf({ ...write, headers })]
    },
  }
}

const drills: Drill[] = [
  body('JSON with bytes that are no UTF-8', Buffer.from('{"name":"\xc3\x28\xff"}', 'latin1'), [400]),
  body('JSON in UTF-16', Buffer.from('{"name":"x"}', 'utf16le'), [400]),
  body('half a letter', Buffer.from('"\xf0\x9f"', 'latin1'), [400]),
  body('zeros', Buffer.alloc(10_000), [400]),
  body('JSON that breaks off', '{"name":', [400]),
  body('two values', '{}{}', [400]),
  body('10,000 lists in each other', nested),
  body('10,000 objects in each other', nestedObjects, ['success', 400, 413, 422]),
  body('10,000 lists in each other that do not end', '['.repeat(deep), [400]),
  body('100,000 fields', wide, ['success', 400, 413, 422]),
  body('500,000 items', long),
  body('a number with 100,000 digits', '9'.repeat(100_000)),
  body('a text of a million letters', JSON.stringify('x'.repeat(1_000_000))),
  field('a field that is 10,000 lists in each other', 'nested', nested),
  field('a field that is 10,000 objects in each other', 'nested', nestedObjects),
  field('the field __proto__', '__proto__', '{"toString":1,"valueOf":null}'),
  field('the field constructor', 'constructor', '{"prototype":{"polluted":true}}'),
  field('a field with a name of 100,000 letters', 'x'.repeat(100_000), '1'),
  typed('a type that nobody takes', 'application/x-nonsense', [400, 415]),
  typed('a type that is no type', ';;;=,"', [400, 415]),
  typed('a form without a boundary', 'multipart/form-data', [400, 413, 415, 422]),
  {
    name: 'a coding that would have to be unpacked',
    ends: [400, 415],
    pieces: ({ write }) => [requestOf({ ...write, headers: [...write.headers, 'Content-Encoding: gzip'] })],
  },
  {
    name: 'leave to send a body, asked for in other words',
    ends: ['success', 400, 417, 'closed'],
    pieces: ({ write }) => [requestOf({ ...write, headers: [...write.headers, 'Expect: nonsense'] })],
  },
  {
    name: 'a read with a body',
    ends: ['success', 400],
    pieces: ({ read }) => [
      `${headOf({ ...read, headers: [...read.headers, 'Content-Length: 4', 'Connection: close'] })}\xff\xff`,
    ],
  },
]

export const bodies: Topic = {
  name: 'bodies',
  promises:
    'What is no UTF-8, no JSON, 10,000 levels deep or 100,000 fields wide is refused in the words of the provider.',
  drills,
}
