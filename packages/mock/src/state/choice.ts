/** Which records a list request chooses, and in which order. */
import type { Plan } from '../paging/plan.ts'
import { propertiesOf } from './properties.ts'
import type { OpenApiDocument } from '../document.ts'
import type { RecordShape } from './shape.ts'
import type { Row, StateCall, StateFilter, StateRules } from './rules.ts'
import { own } from './store/own.ts'

type Condition = (row: Row) => boolean

/** The parameters that say which page is meant, and not what is in the list. */
export function pagingParameters(plan: Plan | undefined): ReadonlySet<string> {
  if (!plan) return new Set()
  const { limitParam, position } = plan
  const cursor = position.kind === 'cursor' ? [position.start, position.relation?.name] : []
  return new Set([limitParam, position.name, ...cursor].filter((name) => name !== undefined))
}

/** What of a query may choose records. */
export interface Choosing {
  /** Parameters that the operation declares, each with what stands between several values in one text, if anything. */
  readonly declared: ReadonlyMap<string, string | undefined>
  /** Those of them that choose a page, and no records. */
  readonly paging: ReadonlySet<string>
}

/** Finds the filters of an operation's parameters. */
export class Filters {
  readonly #document: OpenApiDocument
  readonly #rules: StateRules

  constructor(document: OpenApiDocument, rules: StateRules) {
    this.#document = document
    this.#rules = rules
  }

  /** What the query of a call chooses; nothing when it chooses all. */
  of(call: StateCall, shape: RecordShape, { declared, paging }: Choosing): Condition | undefined {
    const conditions = Object.entries(call.query).flatMap(([name, given]) => {
      if (given === undefined || paging.has(name)) return []
      const filter = this.#find(shape, name, declared)
      const values = filter ? [given].flat() : []
      const alternatives = values.map((value) => filter?.(value, call, name))
      // Several values of one parameter are alternatives, and one that chooses all makes the others idle.
      if (alternatives.length === 0 || alternatives.includes(undefined)) return []
      return [anyOf(alternatives as Condition[])]
    })
    return conditions.length === 0 ? undefined : allOf(conditions)
  }

  /** What no document declares chooses only where the rules take any parameter. */
  #find(shape: RecordShape, name: string, declared: Choosing['declared']): StateFilter | undefined {
    const { filters = {} } = this.#rules
    if (!declared.has(name) && filters['*'] === undefined) return undefined
    const told = own(shape.rules.filters, name) ?? own(filters, name) ?? filters['*']
    const isKnown = told === undefined && propertiesOf(this.#document, shape.schema).has(name)
    return isKnown ? equalTo(declared.get(name)) : told
  }
}

/** The usual filter: the property of the same name has one of the values, or is a list that holds one. */
function equalTo(separator: string | undefined): StateFilter {
  return (text, _, name) => {
    const values = new Set(separator === undefined ? [text] : text.split(separator))
    const isWanted = (value: unknown) => value !== undefined && values.has(String(value))
    return (row) => {
      const found = own(row, name)
      return Array.isArray(found) ? found.some(isWanted) : isWanted(found)
    }
  }
}

function anyOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions
  return conditions.length === 1 && only ? only : (row) => conditions.some((condition) => condition(row))
}

function allOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions
  return conditions.length === 1 && only ? only : (row) => conditions.every((condition) => condition(row))
}
