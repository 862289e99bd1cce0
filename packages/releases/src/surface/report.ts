/** What a client's API report, `api.md`, says: the names and signatures that users' programs contain. */
import type { Difference } from '../model.ts'
import { code } from '../words.ts'
import { compareParameters, splitTop } from './parameters.ts'

interface Report {
  /** Method → its parameters and what it returns. */
  methods: Map<string, { parameters: string; result: string }>
  /** Things that are there or not: `option accessToken`, `type Shipment`, `event message_received`. */
  things: Set<string>
}

const methodLine = /^(?<name>[a-z]\w*(?:\.\w+)*)(?:<[^(]*>)?\((?<parameters>.*)\): (?<result>.+)$/

/** Reads an API report. */
function readReport(text: string): Report {
  const methods: Report['methods'] = new Map()
  for (const [, block = ''] of text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    for (const line of block.split('\n')) {
      const { name, parameters = '', result = '' } = methodLine.exec(line)?.groups ?? {}
      if (name !== undefined) methods.set(name, { parameters, result })
    }
  }
  return { methods, things: new Set(thingsOf(text)) }
}

function* thingsOf(text: string): Generator<string> {
  const head = /^Environments: (?<environments>.*?)\. Client options: (?<options>.*)\.$/m.exec(text)?.groups
  for (const name of coded(head?.['environments'])) yield `environment ${name}`
  for (const name of coded(head?.['options'])) yield `client option ${name}`
  for (const name of coded(sectionOf(text, 'Types'))) yield `type ${name}`
  for (const [, event = ''] of sectionOf(text, 'Webhooks').matchAll(/^- `([^`]+)` — /gm))
    yield `event ${event}`
  for (const [, owners = '', targets = ''] of sectionOf(text, 'Links').matchAll(/^- (.*?) — (.*)$/gm)) {
    for (const owner of coded(owners)) {
      for (const [, rel = '', target = ''] of targets.matchAll(/`([^`]+)` → `([^`]+)`/g))
        yield `link ${owner} ${rel} → ${target}`
    }
  }
}

function sectionOf(text: string, title: string): string {
  return new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? ''
}

function coded(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}

/** What differs between two API reports. */
export function compareReports(before: string, after: string): Difference[] {
  const old = readReport(before)
  const young = readReport(after)
  return [
    ...[...new Set([...old.methods.keys(), ...young.methods.keys()])].flatMap((name) =>
      methodChange(name, old, young),
    ),
    ...[...old.things.difference(young.things)].map((one) => thing(one, 'removed')),
    ...[...young.things.difference(old.things)].map((one) => thing(one, 'added')),
  ]
}

function methodChange(name: string, old: Report, young: Report): Difference[] {
  const before = old.methods.get(name)
  const after = young.methods.get(name)
  const said = (
    change: Difference['change'],
    impact: Difference['impact'],
    text: string,
    rule: string,
  ): Difference => ({
    subject: { kind: 'method', name },
    change,
    aspect: 'shape',
    impact,
    text,
    ...(before && { before: signature(name, before) }),
    ...(after && { after: signature(name, after) }),
    operations: [name],
    rule,
  })
  if (!before) return [said('added', 'minor', `The method ${code(name)} is new.`, 'method-added')]
  if (!after) return [said('removed', 'major', `The method ${code(name)} is gone.`, 'method-removed')]
  const found: Difference[] = []
  const { impact, why } = compareParameters(before.parameters, after.parameters)
  if (impact !== undefined)
    found.push(
      said('changed', impact, `The parameters of ${code(name)} differ: ${why}.`, 'parameters-changed'),
    )
  if (before.result !== after.result) {
    const text = `${code(name)} returns ${code(after.result)} now, not ${code(before.result)}.`
    found.push(said('changed', 'major', text, 'result-changed'))
  }
  return found
}

function signature(name: string, { parameters, result }: { parameters: string; result: string }): string {
  return `${name}(${splitTop(parameters).join(', ')}): ${result}`
}

function thing(text: string, change: 'added' | 'removed'): Difference {
  const words = text.split(' ')
  const kind = words[0] === 'client' ? 'client option' : words[0]!
  const name = text.slice(kind.length + 1)
  return {
    subject: { kind: 'api', name: '' },
    change,
    aspect: 'shape',
    impact: change === 'added' ? 'minor' : 'major',
    text: `The ${kind} ${code(name)} is ${change === 'added' ? 'new' : 'gone'}.`,
    operations: [],
    rule: `${kind.replace(' ', '-')}-${change}`,
  }
}
