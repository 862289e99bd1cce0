/** What is emitted for the rules that the client checks before it sends. */
import { table } from '../markdown.ts'
import { type Model, type OperationModel, operationsOf } from '../model.ts'

/** A place in a request in words: `/message` of the body. */
export function placeText(place: string): string {
  const [part, name] = [place.slice(0, place.indexOf(':')), place.slice(place.indexOf(':') + 1)]
  return `\`${name}\` of the ${part}`
}

/** TSDoc of the rules of an operation. */
export function checkTags({ checks }: OperationModel): string[] {
  if (checks.length === 0) return []
  const rules = checks.map(({ at, rule }) => `${placeText(at)} must ${rule}`)
  return [`@throws {CheckError} before anything is sent: ${rules.join('; ')}. Not with \`checks: false\`.`]
}

/** The section of the README, or nothing where nothing is checked. */
export function checksReadme(model: Model): string {
  const found = operationsOf(model).flatMap(({ id, checks }) => checks.map((check) => ({ id, ...check })))
  if (found.length === 0) return ''
  const rows = [...Map.groupBy(found, ({ at, rule }) => `${at} ${rule}`).values()].map((same) => {
    const { at, rule, source, grows } = same[0]!
    const warning = grows === undefined ? '' : `; warns of \`${grows}\`, which grows`
    return [placeText(at), `must ${rule}${warning}`, same.map(({ id }) => `\`${id}\``).join(', '), source]
  })
  return `## Checks

What the provider refuses beyond doubt is not sent: the call fails with a \`CheckError\`, which tells place, rule and length. An emoji counts as one character. \`checks: false\`, for the client or a call, sends it all the same. Warnings go to \`observe\` and \`log\`.

${table(['where', 'rule', 'operations', 'how we know'], rows)}`
}
