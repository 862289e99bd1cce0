import { html, type Html } from '../html.ts'
import { operationPath, referencePath, relative } from '../guides/addresses.ts'
import type { Article } from '../guides/article.ts'
import { errorsPath } from '../catalogue/article.ts'
import type { SiteLibrary, SiteProvider } from '../site.ts'
import { shell } from './shell.ts'

/** The page of all guides. */
export function guidesPage({ shared, guides, errors }: SiteLibrary, providers: SiteProvider[]): string {
  const path = 'guides/'
  return shell({
    path,
    title: 'Guides · Parlance',
    description:
      'Guides to every client and to each provider, with samples that are compiled and run by the tests.',
    main: html`<div class="prose wide">
      <h1>Guides</h1>
      <p class="lead">Short, and every TypeScript sample in them is compiled and run by the tests.</p>
      <h2 id="all">For every provider</h2>
      ${linkList(path, [...shared, errors.all])}
      ${providers.map(
        ({ name, model }) =>
          html`<h2 id="${name}"><a href="./${name}/">${model.title}</a></h2>
            ${linkList(path, guides.get(name) ?? [])}`,
      )}
    </div>`,
  })
}

/** The page of one provider's guides, with the ways to everything else about it. */
export function providerGuidesPage({ name, model }: SiteProvider, guides: Article[]): string {
  const path = `guides/${name}/`
  return shell({
    path,
    title: `${model.title}: guides · Parlance`,
    description: model.summary,
    main: html`<div class="prose wide">
      <h1>${model.title}</h1>
      <p class="lead">${model.summary}</p>
      ${linkList(path, guides)}
      <p class="links">
        <a href="${relative(path, referencePath(name))}">Reference</a>
        <a href="${relative(path, errorsPath(name))}">Errors by status</a>
        <a href="${relative(path, `clients/${name}/`)}">Client</a>
        <a href="../">All guides</a>
      </p>
    </div>`,
  })
}

/** The page of all clients. */
export function clientsPage(providers: SiteProvider[], { common, errors }: SiteLibrary): string {
  const path = 'clients/'
  return shell({
    path,
    title: 'Clients · Parlance',
    description: 'One typed npm client per provider, made from its OpenAPI document.',
    main: html`<div class="prose wide">
      <h1>Clients</h1>
      <p class="lead">One npm package per provider: typed, without dependencies beyond a small kernel.</p>
      <dl class="entries">
        ${providers.map(
          ({ name, model }) =>
            html`<div>
              <dt>
                <a href="./${name}/"><code>@parlance/${name}</code></a>
              </dt>
              <dd>
                ${model.summary}
                <a href="./${name}/api/" aria-label="${model.title}: reference">Reference</a>
              </dd>
            </div>`,
        )}
      </dl>
      <p class="links">
        <a href="${relative(path, common.path)}">${common.title}</a>
        <a href="${relative(path, errors.all.path)}">${errors.all.title}</a>
      </p>
    </div>`,
  })
}

/** The page that lists everything: what the search finds, for those who cannot or will not run scripts. */
export function everythingPage(library: SiteLibrary, providers: SiteProvider[]): string {
  const path = 'search/'
  return shell({
    path,
    title: 'Everything on this site · Parlance',
    description: 'Every guide, client and operation of this site on one page.',
    markdown: 'llms.txt',
    main: html`<div class="prose wide">
      <h1>Everything on this site</h1>
      <p class="lead">
        Press <kbd>/</kbd> or <kbd>Ctrl</kbd> <kbd>K</kbd> on any page to search operations, fields and
        guides. Without scripts, this list has it all.
      </p>
      <h2 id="shared">For every provider</h2>
      ${linkList(path, [...library.shared, library.errors.all, library.common, library.mock, library.trust, library.changelog, ...library.releases])}
      ${providers.map((provider) => everythingOf(path, provider, library))}
    </div>`,
  })
}

function everythingOf(path: string, { name, model }: SiteProvider, library: SiteLibrary): Html {
  return html`<h2 id="${name}"><a href="${relative(path, referencePath(name))}">${model.title}</a></h2>
    ${linkList(path, articlesAbout(name, library))}
    ${model.resources.map(
      (resource) =>
        html`<h3 id="${name}-${resource.name}">${resource.title}</h3>
          <ul class="operations">
            ${resource.operations.map(
              ({ id, summary }) =>
                html`<li>
                  <a
                    href="${relative(path, referencePath(name, { resource: resource.name, id }))}"
                    aria-label="${model.title}: ${id}"
                    ><code>${id}</code></a
                  >
                  <span>${summary}</span>
                  <a href="${relative(path, operationPath(name, id))}">
                    <span class="unseen">${id} as</span> .md</a
                  >
                </li>`,
            )}
          </ul>`,
    )}`
}

/** Everything there is to read about a provider. */
function articlesAbout(name: string, { guides, clients, errors, references }: SiteLibrary): Article[] {
  const reference = references.get(name)
  return [
    ...(guides.get(name) ?? []),
    errors.of.get(name),
    clients.get(name),
    reference?.index,
    ...(reference?.resources ?? []).map(({ article }) => article),
  ].filter((one) => one !== undefined)
}

function linkList(from: string, articles: Article[]): Html {
  return html`<ul class="index">
    ${articles.map(({ path, title }) => html`<li><a href="${relative(from, path)}">${title}</a></li>`)}
  </ul>`
}
