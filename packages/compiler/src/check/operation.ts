/** Whether an operation can be made into a method of a client without losing anything. */
import type { Checks } from './document.ts'
import { below, isNode, items, kindOf, members, read, type Spot, text } from './node.ts'
import { checkParameters } from './parameters.ts'

/** The path that an operation stands on; a webhook has none. */
export interface Path {
  readonly path: string
  readonly item: Spot
}

const mediaTypeForm = /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(\s*;\s*[\w.-]+=[\w.-]+)*$/

/** Reports what of an operation a client could not do. */
export function checkOperation(operation: Spot, path: Path | undefined, checks: Checks): void {
  const { node, place } = operation
  const { report } = checks
  if (read(node, 'operationId') === undefined)
    report(place, 'has no operationId. Write <resource>.<verb>, such as pets.list.')
  else text(operation, 'operationId', report, { required: true })
  for (const word of ['summary', 'description']) text(operation, word, report)
  for (const [index, tag] of [read(node, 'tags') ?? []].flat().entries())
    if (typeof tag !== 'string')
      report(below(below(place, 'tags'), index), `is ${kindOf(tag)}. Write a text.`)
  checkEvidence(operation, checks)
  checkParameters(operation, path, checks)
  checkSecurity(operation, checks)
  const body = read(node, 'requestBody')
  if (body !== undefined) checkContent(body, below(place, 'requestBody'), checks, { required: true })
  checkResponses(operation, path !== undefined, checks)
}

function checkEvidence({ node, place }: Spot, { report }: Checks): void {
  const evidence = read(node, 'x-evidence')
  // Without any, the model says so.
  if (evidence === undefined) return
  const where = below(place, 'x-evidence')
  if (!isNode(evidence)) return report(where, `is ${kindOf(evidence)}. Say level and source.`)
  for (const word of ['level', 'source'])
    text({ node: evidence, place: where }, word, report, { required: true })
  text({ node: evidence, place: where }, 'note', report)
}

function checkSecurity({ node, place }: Spot, { report }: Checks): void {
  for (const requirement of items(read(node, 'security'), below(place, 'security'), report)) {
    for (const [name, scopes] of Object.entries(requirement.node)) {
      if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string'))
        report(below(requirement.place, name), 'is no list of scopes. Write [] where none is needed.')
    }
  }
}

/** What the client can tell apart: one status each, since it types answers and errors by status. */
function checkResponses({ node, place }: Spot, isCalled: boolean, checks: Checks): void {
  const { report } = checks
  const where = below(place, 'responses')
  const responses = read(node, 'responses')
  if (!isNode(responses) || Object.keys(responses).length === 0)
    return report(
      isNode(responses) ? where : place,
      'has no responses. Declare what it answers, a success at least.',
    )
  for (const [status, response] of members(responses, where, report)) {
    if (status.startsWith('x-')) continue
    if (!/^[1-5]\d\d$/.test(status) && isCalled) {
      report(
        below(where, status),
        'is no single status, and the client types answers by their status. Declare each status by itself.',
      )
    }
    checkResponse(response, checks)
  }
  const statuses = Object.keys(responses)
  if (isCalled && !statuses.some((status) => /^[23]\d\d$/.test(status)))
    report(where, 'has no success. Declare the status that a call ends with when all goes well.')
}

function checkResponse(response: Spot, checks: Checks): void {
  const { node, place } = checks.follow(response)
  checkContent(node, place, checks)
  for (const [, header] of members(read(node, 'headers'), below(place, 'headers'), checks.report)) {
    const { node: own, place: where } = checks.follow(header)
    const schema = read(own, 'schema')
    if (schema !== undefined) checks.schema(schema, below(where, 'schema'))
  }
}

/** The media types of a body, with their schemas and examples. */
function checkContent(body: unknown, place: string, checks: Checks, { required = false } = {}): void {
  const { report, schema, follow } = checks
  if (!isNode(body)) return report(place, `is ${kindOf(body)}. Make it an object with content.`)
  const { node, place: where } = follow({ node: body, place })
  const content = read(node, 'content')
  if (required && (!isNode(content) || Object.keys(content).length === 0))
    return report(where, 'has no content. Declare its media type and schema.')
  for (const [mediaType, media] of members(content, below(where, 'content'), report)) {
    if (!mediaTypeForm.test(mediaType))
      report(
        media.place,
        `${JSON.stringify(mediaType)} is no media type. Write one such as application/json.`,
      )
    const own = read(media.node, 'schema')
    if (own !== undefined) schema(own, below(media.place, 'schema'))
    members(read(media.node, 'examples'), below(media.place, 'examples'), report)
    members(read(media.node, 'encoding'), below(media.place, 'encoding'), report)
  }
}
