import { type Model, noData, type OperationModel } from '../model.ts'
import { identifier } from '../names.ts'
import { literal } from './code.ts'

/** Name of the variable that holds a client in samples. */
export function clientName(model: Model): string {
  return identifier(model.provider)
}

/** The call of an operation with the spec's first example, as a user would write it. */
export function callExample(model: Model, operation: OperationModel): string {
  const args = operation.args.map((arg) => literal(arg.example ?? 'example'))
  if (operation.body?.example !== undefined) args.push(literal(operation.body.example))
  const required = operation.query.filter((parameter) => parameter.required)
  if (!operation.body && required.length > 0) args.push(literal(examples(required)))
  const call = `${clientName(model)}.${operation.id}(${args.join(', ')})`
  if (operation.paging) return `for await (const item of ${call}) console.log(item)`
  return operation.data === noData ? `await ${call}` : `const ${binding(operation)} = await ${call}`
}

/** An envelope is taken apart: `{ shipment }`. */
function binding({ data, envelope }: OperationModel): string {
  if (envelope) return `{ ${envelope} }`
  return /^[A-Z]\w*$/.test(data) ? identifier(data) : 'data'
}

function examples(parameters: OperationModel['query']): Record<string, unknown> {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example]))
}
