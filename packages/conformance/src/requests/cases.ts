/** Cases of every kind for an operation. */
import * as fc from 'fast-check'
import type { ContractOperation } from './contract.ts'
import { documentedIn } from './documented.ts'
import { type Case, type Draft, type Kind, aimedAt, type Wire } from './draft.ts'
import { invalidDrafts } from './invalid.ts'
import { methodsAt } from './methods.ts'
import { type Material, validDrafts } from './valid.ts'
import { write } from './write.ts'

/** What cases are made from. */
export interface CaseMaterial extends Material {
  /** Whether the server keeps data. */
  readonly keepsState?: boolean
  /** Headers that carry good credentials. */
  readonly credentials: Readonly<Record<string, string>>
}

/** Cases of one kind; nothing where an operation cannot have any. */
export type CasesOf = (operation: ContractOperation, material: CaseMaterial) => fc.Arbitrary<Case> | undefined

/** `OPTIONS` is how pages ask what they may do, and `HEAD` is answered wherever `GET` is. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']
const isMethod = (key: string): boolean => [...methods, 'HEAD', 'OPTIONS'].includes(key.toUpperCase())

/** A credential by which nobody is known. */
const wrongCredential = 'nobody-knows-this'

/** Kind → how its cases are made. Those that need an answer first are made in `stateful.ts`. */
export const casesOf: Readonly<Partial<Record<Kind, CasesOf>>> = {
  valid: (operation, material) =>
    placed(validDrafts(operation, material), operation, material).map((draft) =>
      toCase('valid', 'nothing is wrong', operation, draft, material),
    ),

  invalid: (operation, material) =>
    invalidDrafts(operation, material)?.map(({ what, draft }) =>
      toCase('invalid', what, operation, draft, material),
    ),

  'without header': (operation, material) => {
    const names = operation.parameters
      .filter((one) => one.in === 'header' && one.required)
      .map(({ name }) => name)
    const all = [...names, ...(operation.isBodyRequired ? ['content-type'] : [])]
    if (all.length === 0) return undefined
    return fc.tuple(validDrafts(operation, material), fc.constantFrom(...all)).map(([draft, name]) => {
      const made = toCase('without header', `the header ${name} is missing`, operation, draft, material)
      return rewired(made, { headers: without(made.wire.headers, [name.toLowerCase()]) })
    })
  },

  'wrong method': (operation, material) => {
    const { document } = material
    const first = Object.keys(document.paths[operation.path] ?? {}).find(isMethod)
    // One operation of a path stands for all: the wrong methods are the same.
    if (first !== operation.method.toLowerCase()) return undefined
    return fc.tuple(validDrafts(operation, material), fc.nat({ max: 1000 })).map(([draft, index]) => {
      const { all } = methodsAt(document, write(operation, draft, {}).target)
      const wrong = methods.filter((method) => !all.includes(method))
      const method = wrong[index % wrong.length]!
      return rewired(toCase('wrong method', `there is no ${method}`, operation, draft, material), { method })
    })
  },

  'without credentials': (operation, material) =>
    withHeaders('without credentials', operation, material, ({ headers }) =>
      without(headers, Object.keys(material.credentials)),
    ),

  'wrong credentials': (operation, material) =>
    withHeaders('wrong credentials', operation, material, ({ headers }) => {
      const wrong = Object.entries(material.credentials).map(([name, value]) => [
        name,
        value.replace(/\S+$/, wrongCredential),
      ])
      return { ...headers, ...(Object.fromEntries(wrong) as Record<string, string>) }
    }),
}

/** Where data is kept, every other request is about what the documentation shows: what chance makes up is hardly there. */
export function placed(
  drafts: fc.Arbitrary<Draft>,
  operation: ContractOperation,
  { document, keepsState = false }: Pick<CaseMaterial, 'document' | 'keepsState'>,
): fc.Arbitrary<Draft> {
  if (!keepsState) return drafts
  const path = documentedIn('path', document, operation)
  const query = documentedIn('query', document, operation)
  return fc.tuple(drafts, fc.boolean()).map(([draft, isShown]) => {
    if (!isShown) return draft
    // An object is written field by field, and would say the same as other parameters do.
    const chosen = Object.keys(draft.query).filter((name) => name in query && typeof query[name] !== 'object')
    const shown = Object.fromEntries(chosen.map((name) => [name, query[name]]))
    return aimedAt(draft, path, shown)
  })
}

function withHeaders(
  kind: Kind,
  operation: ContractOperation,
  material: CaseMaterial,
  change: (wire: Wire) => Readonly<Record<string, string>>,
): fc.Arbitrary<Case> | undefined {
  if (operation.isAnonymous) return undefined
  return validDrafts(operation, material).map((draft) => {
    const made = toCase(
      kind,
      `it is sent ${kind === 'wrong credentials' ? 'with wrong' : 'without'} credentials`,
      operation,
      draft,
      material,
    )
    return rewired(made, { headers: change(made.wire) })
  })
}

/** A case with its request written. */
export function toCase(
  kind: Kind,
  what: string,
  operation: ContractOperation,
  draft: Draft,
  { credentials }: CaseMaterial,
): Case {
  const own = operation.isAnonymous ? {} : credentials
  return { kind, what, operation, draft, wire: write(operation, draft, own) }
}

/** A case whose request is sent otherwise than it was written. */
function rewired(one: Case, change: Partial<Wire>): Case {
  return { ...one, wire: { ...one.wire, ...change } }
}

function without(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
}
