import type { Model, OperationModel } from '../model.ts'
import { checkTags } from './checks.ts'
import { docComment, evidenceText, literal } from './code.ts'
import { limitTags } from './limits.ts'
import { callExample } from './sample.ts'

/** What may happen when a request is sent again. */
export const safetyText = {
  safe: 'It may be sent again at any time.',
  idempotent: 'Sending it again ends in the same state.',
  unsafe: 'Sending it again may act twice.',
}

/** TSDoc of an operation's method or function. */
export function operationDoc(model: Model, operation: OperationModel, indent = ''): string {
  const { summary, description, args, query, body, errors } = operation
  const tags = [
    ...args.map((arg) => `@param ${arg.identifier} - ${oneLine(arg.description)}`),
    body && `@param body - ${oneLine(body.description) || `A {@link ${body.type}}.`}`,
    !body &&
      query.length > 0 &&
      `@param query - ${query.map((parameter) => `\`${parameter.name}\``).join(', ')}.`,
    `@remarks Evidence: ${evidenceText(operation.evidence)}. ${safetyText[operation.retrySafety]}${scopeText(operation)}`,
    `@throws {ApiError} ${errors.map((error) => error.status).join(', ')}`,
    ...checkTags(operation),
    ...limitTags(operation),
    operation.docsUrl && `@see ${operation.docsUrl}`,
    operation.deprecated && '@deprecated',
    `@example\n\`\`\`ts\n${callExample(model, operation)}\n\`\`\``,
  ]
  return docComment([`${summary}.`, description.trim(), tags.filter(Boolean).join('\n')], indent)
}

function scopeText({ scopes }: OperationModel): string {
  return scopes.length > 0 ? ` It needs the scope ${scopes.map((scope) => `\`${scope}\``).join(', ')}.` : ''
}

/** TSDoc of one parameter inside a query type. */
export function fieldDoc(description: string, example: unknown, indent: string): string {
  return docComment(
    [description.trim(), example === undefined ? undefined : `@example ${literal(example)}`],
    indent,
  )
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ')
}
