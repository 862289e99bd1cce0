import type { Model } from '@parlance/compiler'
import { operationPath } from '../guides/addresses.ts'
import { html, type Html } from '../html.ts'

/** Every operation with its page for those who have no scripts; addresses are relative to the reference. */
export function operationListing({ provider, resources }: Model): Html {
  const own = `reference/${provider}/`
  return html`${resources.map(
    ({ title, operations }) =>
      html`<h2>${title}</h2>
        <ul>
          ${operations.map(
            ({ id, summary, method, path }) =>
              html`<li>
                <a href="./${operationPath(provider, id).slice(own.length)}">${summary}</a>
                <code>${method} ${path}</code>
              </li> `,
          )}
        </ul> `,
  )}`
}
