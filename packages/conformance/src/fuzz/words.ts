/** Names and texts that have broken tools before. */
import * as fc from 'fast-check'

/** Names that objects inherit, that languages reserve, and that generated code has uses for itself. */
const traps =
  `__proto__ constructor prototype toString valueOf hasOwnProperty isPrototypeOf then catch default class new
delete import export await yield let static enum interface type of async get set arguments eval null undefined NaN
kernel body query options client raw limits follow operations components functions schema bind Error Promise Record
Object String Array Blob Call Kernel Operation ApiError NonNullable`.split(/\s+/)

const odd = [
  '',
  ' ',
  '1st',
  '2024-01',
  'a-b',
  'a_b',
  'a.b',
  'a b',
  'a/b',
  'a~b',
  'ä',
  '名前',
  '🙂',
  'a$b',
  '$ref',
  '*/',
  '`${1}`',
  "it's",
  'say "hi"',
  'back\\slash',
  'line\nbreak',
  'a\u2028b',
  '\u202Egnp',
  '\u0000',
  '</script><script>alert(1)</script>',
  '{{x}}',
  '%00',
  'n'.repeat(300),
]

/** Any name: of a property, a parameter, a tag. */
export const names: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), weight: 4 },
  { arbitrary: fc.constantFrom(...traps), weight: 3 },
  { arbitrary: fc.constantFrom(...odd), weight: 2 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }), weight: 1 },
)

/** Names as operation ids and schemas may have them, the traps among them. */
export const plainNames: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), weight: 3 },
  { arbitrary: fc.constantFrom(...traps.filter((name) => /^[a-z]\w*$/.test(name))), weight: 2 },
)

/** Any text: a description, a summary, an example. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...odd,
    ...odd.map((one) => `Text ${one} and more.`),
    '@deprecated',
    '```\n*/\n```',
    '*\\/ */',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
