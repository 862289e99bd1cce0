/** Which records a list request chooses, and in which order. */
import type { Plan } from '../paging/plan.ts'
import { propertiesOf } from './properties.ts'
import type { OpenApiDocument } from '../document.ts'
import type { RecordShape } from './shape.ts'
import type { CollectionRules, Row, StateCall, StateFilter, StateRules } from './rules.ts'

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
  /** Parameters that the operation declares. */
  readonly declared: ReadonlySet<string>
  /** Those of them that choose a page, and no records. */
  readonly paging: ReadonlySet<string>
}

/** Finds the filters of an operation's parameters. */
export class Filters {
  readonly #document: OpenApiDocument
  readonly #rules: StateRules
  readonly #known = new Map<string, StateFilter | undefined>()

  constructor(document: OpenApiDocument, rules: StateRules) {
    this.#document = document
    this.#rules = rules
  }

  /** What the query of a call chooses; nothing when it chooses all. */
  of(call: StateCall, shape: RecordShape, { declared, paging }: Choosing): Condition | undefined {
    const conditions = Object.entries(call.query).flatMap(([name, given]) => {
      if (given === undefined || paging.has(name)) return []
      const filter = this.#find(shape, name, declared.has(name))
      const values = filter ? [given].flat() : []
      const alternatives = values.map((value) => filter?.(value, call, name))
      // Several values of one parameter are alternatives, and one that chooses all makes the others idle.
      if (alternatives.length === 0 || alternatives.includes(undefined)) return []
      return [anyOf(alternatives as Condition[])]
    })
    return conditions.length === 0 ? undefined : allOf(conditions)
  }

  #find(shape: RecordShape, name: string, isDeclared: boolean): StateFilter | undefined {
    const place = `${shape.name} ${isDeclared} ${name}`
    if (!this.#known.has(place)) this.#known.set(place, this.#make(shape, name, isDeclared))
    return this.#known.get(place)
  }

  /** What no document declares chooses only where the rules take any parameter. */
  #make(shape: RecordShape, name: string, isDeclared: boolean): StateFilter | undefined {
    const { filters = {} } = this.#rules
    if (!isDeclared) return filters['*']
    const told = own(shape.rules.filters, name) ?? own(filters, name) ?? filters['*']
    return told ?? (propertiesOf(this.#document, shape.schema).has(name) ? equals : undefined)
  }
}

function own(filters: CollectionRules['filters'] = {}, name: string): StateFilter | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined
}

/** The usual filter: the property of the same name has the value, or is a list that holds it. */
function equals(value: string, _: StateCall, name: string): Condition {
  return (row) => {
    const own = row[name]
    return Array.isArray(own) ? own.some((one) => String(one) === value) : String(own) === value
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
