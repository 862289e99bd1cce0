import type { OpenApiDocument } from '../document.ts'
import { grow, type Handler, type Preferring } from '../exchange.ts'
import { memo } from '../memo.ts'
import type { Operation } from '../operation.ts'
import { readPairs } from '../pairs.ts'

/** Chooses the example that was written for a request, unless the client has chosen. */
export function pair(next: Handler<Preferring>, document: OpenApiDocument): Handler<Preferring> {
  const exampleFor = memo((operation: Operation) => readPairs(document, operation))
  return (exchange) => {
    const { preference, operation } = exchange
    if (preference.code !== undefined || preference.example !== undefined || preference.dynamic)
      return next(exchange)
    const example = exampleFor(operation)?.(exchange)
    if (example === undefined) return next(exchange)
    return next(grow(exchange, { preference: { ...preference, example, isImplied: true } }))
  }
}
