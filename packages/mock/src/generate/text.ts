/** Texts: by pattern, by format, like an example, or words. */
import type { SchemaNode } from '../judge/walk.ts'
import { expressionOf } from '../expression.ts'
import { between, pick, type Random } from './chance.ts'
import { matching } from './pattern.ts'

const words =
  `amber basket candle delta ember falcon garden harbour island juniper kettle lantern meadow needle orchard
pepper quartz river saddle timber umbrella velvet willow yonder zephyr`.split(/\s+/)

/** Times are of the year that begins here, so that they are the same on any day. */
const epoch = Date.UTC(2026, 0, 1)
const year = 365 * 24 * 60 * 60

/** No text gets longer, however long it has to be: it would not fit into memory. */
const longest = 100_000

/** How often chance gets another try where one text did not fit. */
const attempts = 20

/** A text for a schema of type `string`: the most telling one that keeps to everything it says. */
export function textFor(schema: SchemaNode, random: Random): string {
  const { minLength = 0, maxLength = Infinity, pattern } = schema as TextSchema
  if (minLength > longest) return fitted(phrase(random), longest, maxLength, random)
  const isLong = (text: string) => text.length >= minLength && text.length <= maxLength
  const expression = pattern === undefined ? undefined : expressionOf(pattern)
  const like = exampleOf(schema)
  const write = formatOf(schema)
  const similar = like === undefined ? phrase : (chance: Random) => scrambled(like, chance)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = write?.(random) ?? fitted(similar(random), minLength, maxLength, random)
    if (isLong(text) && expression?.test(text) !== false) return text
  }
  const written = pattern === undefined || write ? undefined : matching(pattern, random, isLong)
  return written ?? like ?? fitted(phrase(random), minLength, maxLength, random)
}

function formatOf({ format, contentEncoding }: TextSchema): Format | undefined {
  return contentEncoding === 'base64' ? formats.get('byte') : formats.get(format ?? '')
}

interface TextSchema {
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  contentEncoding?: string
}

function exampleOf({ example, examples }: SchemaNode): string | undefined {
  const all = [example, ...(Array.isArray(examples) ? (examples as unknown[]) : [])]
  return all.find((one): one is string => typeof one === 'string')
}

/** The same text with other digits: another order number, another date, another telephone number. */
function scrambled(text: string, random: Random): string {
  return text.replaceAll(/\d/g, (digit) => (digit === '0' ? digit : String(between(1, 9, random))))
}

function phrase(random: Random): string {
  return Array.from({ length: between(1, 3, random) }, () => pick(words, random)).join(' ')
}

function fitted(text: string, least: number, most: number, random: Random): string {
  let fitting = text
  while (fitting.length < least) fitting += ` ${pick(words, random)}`
  return fitting.length > most ? fitting.slice(0, most) : fitting
}

type Format = (random: Random) => string

const formats: ReadonlyMap<string, Format> = new Map(
  Object.entries<Format>({
    'date-time': (random) => time(random).toISOString(),
    date: (random) => time(random).toISOString().slice(0, 10),
    time: (random) => time(random).toISOString().slice(11),
    duration: (random) => `PT${between(1, 59, random)}M`,
    email: (random) => `${pick(words, random)}.${pick(words, random)}@${pick(words, random)}.example`,
    'idn-email': (random) => `${pick(words, random)}@${pick(words, random)}.example`,
    hostname: (random) => `${pick(words, random)}.example`,
    'idn-hostname': (random) => `${pick(words, random)}.example`,
    ipv4: (random) => `192.0.2.${between(1, 254, random)}`,
    ipv6: (random) => `2001:db8::${between(1, 0xffff, random).toString(16)}`,
    uri: (random) =>
      `https://${pick(words, random)}.example/${pick(words, random)}/${between(1, 9999, random)}`,
    iri: (random) => `https://${pick(words, random)}.example/${pick(words, random)}`,
    url: (random) => `https://${pick(words, random)}.example/${pick(words, random)}`,
    'uri-reference': (random) => `/${pick(words, random)}/${between(1, 9999, random)}`,
    'iri-reference': (random) => `/${pick(words, random)}`,
    'uri-template': (random) => `https://${pick(words, random)}.example/${pick(words, random)}{?page}`,
    uuid: (random) => uuid(random),
    byte: (random) => Buffer.from(phrase(random)).toString('base64'),
    'json-pointer': (random) => `/${pick(words, random)}/${between(0, 9, random)}`,
    'relative-json-pointer': (random) => `${between(0, 9, random)}/${pick(words, random)}`,
    regex: (random) => `^${pick(words, random)}$`,
  }),
)

function time(random: Random): Date {
  return new Date(epoch + between(0, year - 1, random) * 1000)
}

function uuid(random: Random): string {
  const digit = () => between(0, 15, random).toString(16)
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', digit)
}
