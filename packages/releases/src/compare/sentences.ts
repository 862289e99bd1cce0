/** What a change of `redocly diff` means, as sentences that name operation and field. */
import type { Difference } from '../model.ts'
import { code, list, names, verb } from '../words.ts'
import { listChange } from './lists.ts'
import type { Place } from './place.ts'
import type { RedoclyChange } from './redocly.ts'

/** What is said about a change. */
export type Said = Pick<Difference, 'change' | 'aspect' | 'text'>

const changes = { added: 'added', removed: 'removed', modified: 'changed' } as const
const wordProperties = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'value',
  'name',
  'default',
])
const wordTypes = /^(Example|Tag|ExternalDocs|Info|Contact|License|NamedExamples|Logo)/

/** Tells what a change means to users. */
export function sentencesOf(change: RedoclyChange, place: Place): Said {
  const kind = changes[change.kind]
  const shape = (text: string): Said => ({ change: kind, aspect: 'shape', text })
  if (isWords(change)) {
    return { change: 'changed', aspect: 'words', text: `Wording of ${subjectName(place)}.` }
  }
  if (change.property === 'deprecated') {
    const gone = change.revision?.value === true
    return {
      change: gone ? 'deprecated' : 'changed',
      aspect: 'shape',
      text: `${subjectName(place)} is ${gone ? 'deprecated' : 'no longer deprecated'}.`,
    }
  }
  if (change.property === 'key') return shape(renamed(change, place))
  if (change.property === 'required') return shape(required(change, place))
  if (change.property === 'enum') return shape(enumeration(change, place))
  if (isField(change)) return shape(field(change, place))
  if (change.typeName === 'Parameter') return shape(parameter(change, place))
  if (change.typeName === 'Response') return shape(response(change, place))
  return shape(other(change, place))
}

function isWords({ typeName, property, kind }: RedoclyChange): boolean {
  if (wordTypes.test(typeName)) return true
  return (
    kind === 'modified' &&
    wordProperties.has(property ?? '') &&
    !(typeName === 'Parameter' && property === 'name')
  )
}

function isField({ typeName, kind, path }: RedoclyChange): boolean {
  return typeName === 'Schema' && kind !== 'modified' && /\/properties\/[^/]+$/.test(path)
}

/** `Shipment.rates[].price`, `postage_type` of a request, `shipments.get`. */
export function subjectName({ subject, field }: Place): string {
  if (subject.kind === 'api') return 'the API'
  if (field === '') return code(subject.name)
  return subject.kind === 'schema'
    ? code(`${subject.name}.${field}`)
    : `${code(field)} of ${code(subject.name)}`
}

/** Who takes and gives something, with what is said of each. */
function who(
  { use, subject }: Place,
  takes: [string, string],
  gives: [string, string],
  object: string,
  whole: string,
): string {
  const parts = [
    use.takes.length > 0 && `${names(use.takes, 'operations')} ${verb(use.takes, ...takes)} ${object}`,
    use.gives.length > 0 &&
      `${names(use.gives, subject.kind === 'webhook' ? '' : 'operations')} ${verb(use.gives, ...gives)} ${whole}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `${parts.join('; ')}` : `No operation uses ${whole}, which changed`
}

function field(change: RedoclyChange, place: Place): string {
  const whole = subjectName(place)
  const own = code(place.field)
  return change.kind === 'added'
    ? `${who(place, ['takes', 'take'], ['gives', 'give'], own, whole)} now.`
    : `${who(place, ['no longer takes', 'no longer take'], ['no longer gives', 'no longer give'], own, whole)}.`
}

/**
 * Redocly takes a field, status or path for the same if its old and new names are alike. They may be two that have nothing
 * to do with each other, so nothing is said of a renaming.
 */
function renamed(change: RedoclyChange, place: Place): string {
  const before = code(change.base?.value)
  const after = code(change.revision?.value)
  const ids = [...new Set([...place.use.takes, ...place.use.gives])]
  if (change.typeName === 'Schema') {
    const sentence = who(place, ['takes', 'take'], ['gives', 'give'], code(place.field), subjectName(place))
    return `${sentence} now, and no longer ${before}.`
  }
  if (change.typeName === 'Response')
    return `${names(ids, 'operations')} ${verb(ids, 'documents', 'document')} the answer ${after} now, and no longer ${before}.`
  return `${subjectName(place)}: ${before} is written ${after} now.`
}

function required(change: RedoclyChange, place: Place): string {
  if (typeof (change.revision?.value ?? change.base?.value) === 'boolean') return needed(change, place)
  const { added, removed } = listChange(change.base?.value, change.revision?.value)
  const prefix = place.field === '' ? '' : `${place.field}.`
  const text = (fields: unknown[]) => list(fields.map((one) => code(`${prefix}${String(one)}`)))
  const type = place.subject.kind === 'schema' ? ` in ${code(place.subject.name)}` : ''
  const parts = [
    added.length > 0 &&
      `${who(place, ['needs', 'need'], ['always gives', 'always give'], text(added), `${text(added)}${type}`)} now.`,
    removed.length > 0 &&
      `${who(place, ['no longer needs', 'no longer need'], ['may leave out', 'may leave out'], text(removed), `${text(removed)}${type}`)}${place.use.gives.length > 0 ? ' now' : ''}.`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** A parameter or a body became required or optional. */
function needed(change: RedoclyChange, place: Place): string {
  const what = change.typeName === 'RequestBody' ? 'a body' : code(place.field || place.subject.name)
  return change.revision?.value === true
    ? `${who(place, ['needs', 'need'], ['gives', 'give'], what, what)} now.`
    : `${who(place, ['no longer needs', 'no longer need'], ['gives', 'give'], what, what)}.`
}

function enumeration(change: RedoclyChange, place: Place): string {
  const before = change.base?.value
  const after = change.revision?.value
  const whole = subjectName(place)
  if (!Array.isArray(after)) return `${whole} takes and gives any value now, not only those that were listed.`
  if (!Array.isArray(before)) return `${whole} is only ${list(after.map(code), 'or')} now.`
  const { added, removed } = listChange(before, after)
  const parts = [
    removed.length > 0 &&
      `${who(place, ['no longer takes', 'no longer take'], ['no longer gives', 'no longer give'], `${list(removed.map(code), 'or')} as ${whole}`, `${list(removed.map(code), 'or')} as ${whole}`)}.`,
    added.length > 0 &&
      `${who(place, ['takes', 'take'], ['gives', 'give'], `${list(added.map(code))} as ${whole}`, `${list(added.map(code))} as ${whole}`)} now.`,
  ]
  return parts.filter(Boolean).join(' ') || `The values of ${whole} are in another order.`
}

function parameter(change: RedoclyChange, place: Place): string {
  const node = (change.revision?.value ?? change.base?.value) as
    | { name?: string; required?: boolean }
    | undefined
  const name = code(node?.name ?? (place.field || place.subject.name))
  if (change.kind === 'added')
    return `${who(place, node?.required ? ['needs', 'need'] : ['takes', 'take'], ['gives', 'give'], name, name)} now.`
  if (change.kind === 'removed')
    return `${who(place, ['no longer takes', 'no longer take'], ['gives', 'give'], name, name)}.`
  return other(change, place)
}

function response(change: RedoclyChange, place: Place): string {
  if (change.kind === 'modified') return other(change, place)
  const status = code(place.tokens.at(-1))
  const ids = [...place.use.gives, ...place.use.takes]
  return change.kind === 'added'
    ? `${names(ids, 'operations')} ${verb(ids, 'documents', 'document')} the answer ${status} now.`
    : `${names(ids, 'operations')} no longer ${verb(ids, 'documents', 'document')} the answer ${status}.`
}

function other(change: RedoclyChange, place: Place): string {
  const { property, base, revision, verdicts, typeName } = change
  const whole = withOperations(place)
  if (typeName.startsWith('SecurityRequirement')) return `${whole}: other credentials are asked for.`
  if (property === undefined) {
    const message = verdicts[0]?.message ?? `${lastName(change)} was ${changes[change.kind]}.`
    return `${whole}: ${message}`
  }
  const before = short(base?.value)
  const after = short(revision?.value)
  if (before === undefined) return `${whole}: ${code(property)} is ${after ?? 'otherwise'} now.`
  if (after === undefined) return `${whole}: ${code(property)} is no longer given.`
  return `${whole}: ${code(property)} is ${after} now, and was ${before}.`
}

/** `Shipment.note` (`shipments.get` and 4 more): what a schema is called says nothing of where it is met. */
function withOperations(place: Place): string {
  const ids = [...new Set([...place.use.takes, ...place.use.gives])]
  const isOperation = place.subject.kind === 'operation' || place.subject.kind === 'webhook'
  const name = subjectName(place)
  const where = isOperation || ids.length === 0 ? '' : ` (${names(ids)})`
  return `${name === 'the API' ? 'The API' : name}${where}`
}

function lastName({ path }: RedoclyChange): string {
  return code(path.split('/').at(-1)?.replaceAll('~1', '/') ?? '')
}

/** A value that is short enough for a sentence. */
function short(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return code(value.join(' | '))
  return typeof value === 'object' ? undefined : code(value)
}
