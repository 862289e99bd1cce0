/**
 * How much a change of an extension matters to users. `redocly diff` takes extensions for decoration; to our clients they
 * are orders, so each has a rule here, with its reason. A test holds this list against the catalogue of extensions.
 */
import { isSame, listChange } from '../compare/lists.ts'
import type { ExtensionChange } from '../compare/extensions.ts'
import type { Impact } from '../impact.ts'
import type { Difference } from '../model.ts'
import { code, list } from '../words.ts'
import { evidenceRule, withoutEvidence, wordsRule } from './evidence.ts'
import { limitsRule, requestLimitRule } from './limits.ts'

/** What a rule says; nothing where only sources changed. */
export interface Ruling extends Pick<Difference, 'text' | 'aspect'> {
  impact: Impact
}

/** `what` names the place: `shipments.get`, `Shipment.status`, the API. */
export type Rule = (change: ExtensionChange, what: string) => Ruling[]

const behaviour = (impact: Impact, text: string): Ruling[] => [{ impact, aspect: 'behaviour', text }]

/** Came, went or became otherwise: each with its impact and words. */
function simple(came: [Impact, string], went: [Impact, string], other: [Impact, string]): Rule {
  return ({ before, after }, what) => {
    const [impact, text] = before === undefined ? came : after === undefined ? went : other
    return behaviour(
      impact,
      text.replace('{what}', what).replace('{before}', shown(before)).replace('{after}', shown(after)),
    )
  }
}

function shown(value: unknown): string {
  return value === undefined || typeof value === 'object' ? 'otherwise' : code(value)
}

/** Evidence inside a value says how we know it and changes nothing for callers. */
function unlessEvidence(rule: Rule): Rule {
  return (change, what) =>
    isSame(withoutEvidence(change.before), withoutEvidence(change.after))
      ? [
          {
            impact: 'patch',
            aspect: 'evidence',
            text: `How we know ${code(change.name)} of ${what} is told otherwise.`,
          },
        ]
      : rule(change, what)
}

// What a client does after a failure changes, and no program stops compiling: minor, in either direction.
const retrySafety: Rule = ({ before, after }, what) => {
  const again = { safe: true, idempotent: true, unsafe: false }
  const was = again[before as 'safe'] ?? false
  const is = again[after as 'safe'] ?? false
  if (was === is) return behaviour('patch', `${what} is ${shown(after)} to repeat, and was ${shown(before)}.`)
  return is
    ? behaviour('minor', `${what} is sent again now when its outcome is unknown: it is ${shown(after)}.`)
    : behaviour(
        'minor',
        `${what} is no longer sent again when its outcome is unknown: it is ${shown(after)}.`,
      )
}

// A list that no longer pages cannot be looped over; other items mean other values in every loop.
const paging: Rule = ({ before, after }, what) => {
  if (before === undefined) return behaviour('minor', `${what} pages by itself now.`)
  if (after === undefined)
    return behaviour('major', `${what} no longer pages by itself: a loop over it breaks.`)
  const items = (value: unknown) => (value as { items?: string }).items
  if (items(before) !== items(after))
    return behaviour('major', `A loop over ${what} yields other items: those at ${code(items(after))}.`)
  return behaviour('minor', `${what} pages in another way; a loop over it stays as it is.`)
}

// Values of an open list are suggestions: any other compiles too.
const openValues: Rule = ({ before, after }, what) => {
  const { added, removed } = listChange(before, after)
  const said = [
    added.length > 0 && `${what} may be ${list(added.map(code), 'or')} now.`,
    removed.length > 0 &&
      `${what} is no longer known to be ${list(removed.map(code), 'or')}; other values still compile.`,
  ].filter((one) => one !== false)
  return said.length > 0 ? behaviour('minor', said.join(' ')) : []
}

// The client's way to a token. Its options are part of users' programs, the rest is not.
const tokenFlow: Rule = ({ before, after }, what) => {
  if (before === undefined)
    return behaviour('minor', `The client makes and renews the token of ${what} by itself now.`)
  if (after === undefined) return behaviour('major', `The client no longer makes the token of ${what}.`)
  const options = (value: unknown) => (value as { credentials?: unknown }).credentials
  if (!isSame(options(before), options(after)))
    return behaviour('major', `The token of ${what} is made from other options of the client.`)
  const keys = Object.keys({ ...(before as object), ...(after as object) }).filter(
    (key) => !isSame((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key]),
  )
  return behaviour('minor', `The token of ${what} is handled otherwise: ${list(keys.map(code))}.`)
}

/** Extension → rule. */
export const behaviourRules: Record<string, Rule> = {
  'x-evidence': evidenceRule,
  'x-extensible-enum': openValues,
  'x-closed-enum': wordsRule,
  'x-redoclyPagination': paging,
  'x-unpaged': wordsRule,
  'x-retry-safety': retrySafety,
  'x-rate-limits': limitsRule,
  'x-request-limit': unlessEvidence(requestLimitRule),
  // What the provider refuses beyond doubt failed before too; now it fails sooner, or later.
  'x-client-check': unlessEvidence(
    simple(
      ['minor', '{what} is checked before it is sent.'],
      ['patch', '{what} is no longer checked before it is sent.'],
      ['minor', '{what} is checked otherwise before it is sent.'],
    ),
  ),
  // The type of the query demands one of them.
  'x-required-parameters': unlessEvidence(
    simple(
      ['major', '{what} needs one of several query parameters now.'],
      ['minor', '{what} no longer needs one of several query parameters.'],
      ['major', '{what} needs other query parameters now.'],
    ),
  ),
  // The client sends a body as it is; what the provider makes of it is still worth to know.
  'x-merge': simple(
    ['patch', '{what}: what a body leaves out is documented as {after}.'],
    ['patch', '{what}: what a body leaves out is no longer documented.'],
    ['minor', '{what} treats what a body leaves out as {after}, not as {before}.'],
  ),
  'x-link-target': simple(
    ['minor', '{what} can be followed now, to {after}.'],
    ['major', '{what} can no longer be followed.'],
    ['major', '{what} leads to {after}, not to {before}.'],
  ),
  'x-link-aliases': unlessEvidence(
    simple(
      ['patch', 'Links are followed on more paths.'],
      ['patch', 'Links are followed on fewer paths.'],
      ['patch', 'Links are followed on other paths.'],
    ),
  ),
  // Only the mock answers by it.
  'x-error-responses': simple(
    ['patch', 'The mock refuses as the provider does.'],
    ['patch', 'The mock refuses otherwise.'],
    ['patch', 'The mock refuses otherwise.'],
  ),
  // What `error.message` says is for people.
  'x-error-message': simple(
    ['patch', 'Messages of errors say what the provider says.'],
    ['patch', 'Messages of errors no longer say what the provider says.'],
    ['patch', 'Messages of errors are read from another place.'],
  ),
  'x-request-id-header': simple(
    ['minor', 'Errors carry a request id now.'],
    ['minor', 'Errors no longer carry a request id.'],
    ['patch', 'The request id of errors is read from {after}.'],
  ),
  'x-format-suffix': simple(
    ['patch', 'The mock takes paths that end in {after}.'],
    ['patch', 'The mock no longer takes paths that end in {before}.'],
    ['patch', 'The mock takes paths that end in {after}, not in {before}.'],
  ),
  // Names that stand in programs.
  'x-environment': simple(
    ['minor', 'There is an environment {after}.'],
    ['major', 'There is no environment {before} any more.'],
    ['major', 'The environment {before} is called {after} now.'],
  ),
  'x-client-option': simple(
    ['major', '{what} is given as the option {after} of the client now.'],
    ['major', '{what} is no longer given as the option {before} of the client.'],
    ['major', 'The option {before} of the client is called {after} now.'],
  ),
  'x-token-flow': tokenFlow,
  'x-secret': simple(
    ['patch', '{what} is no longer hidden in logs: it is no secret.'],
    ['patch', '{what} is hidden in logs: it may be a secret.'],
    ['patch', '{what} is hidden otherwise in logs.'],
  ),
  // A secret becomes required, or has no use any more.
  'x-webhook-signature': unlessEvidence(
    simple(
      ['major', 'Deliveries of {what} are verified now, for which a secret is needed.'],
      ['major', 'Deliveries of {what} are no longer verified.'],
      ['minor', 'Deliveries of {what} are verified otherwise.'],
    ),
  ),
  'x-webhook-retries': unlessEvidence(
    simple(
      ['patch', 'How deliveries of {what} are repeated is documented.'],
      ['patch', 'How deliveries of {what} are repeated is no longer documented.'],
      ['patch', 'Deliveries of {what} are repeated otherwise.'],
    ),
  ),
  'x-webhook-challenge': simple(
    ['minor', 'The challenge of {what} can be read.'],
    ['major', 'The challenge of {what} can no longer be read.'],
    ['minor', 'The challenge of {what} stands in {after}, not in {before}.'],
  ),
  'x-displayName': wordsRule,
  'x-tagGroups': wordsRule,
  'x-enumDescriptions': wordsRule,
}
