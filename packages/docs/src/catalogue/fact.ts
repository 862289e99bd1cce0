import type { Fact, OperationModel } from '@parlance/compiler'
import { relative } from '../guides/addresses.ts'
import { errorAnchor, errorsPath } from './article.ts'

/**
 * The errors of an operation as a fact: each status leads to what the catalogue says of it.
 *
 * @param from the page that shows the fact, from the site's root
 */
export function errorFacts(
  provider: string,
  { errors }: Pick<OperationModel, 'errors'>,
  from: string,
): Fact[] {
  const links = errors.map(
    ({ status }) => `[${status}](${relative(from, errorsPath(provider))}#${errorAnchor(status)})`,
  )
  return links.length > 0 ? [{ name: 'Errors', statements: [links.join(', ')] }] : []
}
