import type { Document } from '@parlance/compiler'
import type { Difference } from '../model.ts'
import { code } from '../words.ts'
import { callsOf, type Found, operationsIn, samePlace } from './operations.ts'

/** Operations and webhooks that came, went, moved or are called otherwise. */
export function wholeDifferences(base: Document, revision: Document): Difference[] {
  const old = callsOf(base)
  const young = callsOf(revision)
  const gone = [...old.values()].filter(({ id }) => !young.has(id))
  const fresh = [...young.values()].filter(({ id }) => !old.has(id))
  const renamed = gone.flatMap((before) => {
    const after = fresh.find((one) => samePlace(one, before))
    return after ? [{ before, after }] : []
  })
  const isRenamed = (one: Found) => renamed.some(({ before, after }) => before === one || after === one)
  const moved = [...young.values()].filter(
    ({ id }) => old.has(id) && !samePlace(old.get(id)!, young.get(id)!),
  )
  return [
    ...renamed.map(({ before, after }) => renaming(before.id, after.id)),
    ...gone.filter((one) => !isRenamed(one)).map((one) => removal(one)),
    ...fresh.filter((one) => !isRenamed(one)).map((one) => addition(one)),
    ...moved.map((one) => move(old.get(one.id)!, one)),
    ...webhookDifferences(base, revision),
  ]
}

function subject(name: string, kind: 'operation' | 'webhook' = 'operation') {
  return { subject: { kind, name }, aspect: 'shape' as const, operations: kind === 'operation' ? [name] : [] }
}

function renaming(before: string, after: string): Difference {
  const text = `${code(before)} is called ${code(after)} now.`
  return {
    ...subject(after),
    change: 'changed',
    impact: 'major',
    text,
    before,
    after,
    rule: 'operation-renamed',
  }
}

function removal({ id }: Found): Difference {
  return {
    ...subject(id),
    change: 'removed',
    impact: 'major',
    text: `${code(id)} is gone.`,
    rule: 'operation-removed',
  }
}

function addition({ id, node }: Found): Difference {
  const summary = typeof node['summary'] === 'string' ? `: ${node['summary'].toLowerCase()}` : ''
  return {
    ...subject(id),
    change: 'added',
    impact: 'minor',
    text: `${code(id)} is new${summary.replace(/\.$/, '')}.`,
    rule: 'operation-added',
  }
}

/** The client knows the address; whoever calls `raw` or `paths` knows it too. */
function move(before: Found, after: Found): Difference {
  const address = ({ method, path }: Found) => `${method.toUpperCase()} ${path}`
  return {
    ...subject(after.id),
    change: 'changed',
    impact: 'minor',
    text: `${code(after.id)} is ${code(address(after))} now, and was ${code(address(before))}; the method stays.`,
    before: address(before),
    after: address(after),
    rule: 'operation-moved',
  }
}

function webhookDifferences(base: Document, revision: Document): Difference[] {
  const namesOf = (document: Document) =>
    new Set(operationsIn(document).flatMap(({ id, place }) => (place === 'webhooks' ? [id] : [])))
  const old = namesOf(base)
  const young = namesOf(revision)
  return [
    ...[...old.difference(young)].map((name) => webhook(name, 'removed')),
    ...[...young.difference(old)].map((name) => webhook(name, 'added')),
  ]
}

function webhook(name: string, change: 'added' | 'removed'): Difference {
  return {
    ...subject(name, 'webhook'),
    change,
    impact: change === 'added' ? 'minor' : 'major',
    text: `The webhook ${code(name)} is ${change === 'added' ? 'new' : 'gone'}.`,
    rule: `webhook-${change}`,
  }
}
