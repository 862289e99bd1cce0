import { mockOrigin } from '@parlance/compiler'
import { html, type Html } from '../html.ts'
import type { ProviderSummary } from '../summary.ts'
import { evidenceBar, evidenceSection, textureDefinitions } from './evidence.ts'
import type { Article } from '../guides/article.ts'
import type { Highlighter } from '../guides/highlight.ts'
import { listing } from '../guides/listing.ts'
import { shell } from './shell.ts'

/**
 * The landing page: what Parlance is, whose APIs it speaks, how to make a first call.
 *
 * @param begin the guide to begin with
 */
export function landingPage(providers: ProviderSummary[], highlight: Highlighter, begin?: Article): string {
  return shell({
    path: '',
    markdown: 'llms.txt',
    title: 'Parlance: said once, kept everywhere',
    description:
      'OpenAPI documents written by hand, compiled into typed clients, a contract mock and a reference, with the evidence for each claim.',
    main: html`${textureDefinitions()} ${hero(providers, begin)} ${providerSection(providers)}
    ${firstCallSection(providers, highlight)} ${evidenceSection()}`,
  })
}

function hero(providers: ProviderSummary[], begin?: Article): Html {
  // A small provider, and a call that creates something: little to read, and much to see.
  const [first] = providers.toSorted(
    (one, other) =>
      Number(other.tried.creates) - Number(one.tried.creates) || one.operations - other.operations,
  )
  return html`
    <section class="hero">
      <h1>Said once, <em>kept everywhere.</em></h1>
      <p class="lead">
        How an API behaves is written down once, by hand, in its OpenAPI document. Everything else obeys that
        document, and one suite proves that they agree.
      </p>
      <p class="links">
        ${first && html`<a class="begin" href="./${first.tried.path}">Try a call now</a>`}
        ${begin && html`<a href="./${begin.path}">${begin.title}</a>`}
        ${begin && html`<a href="./guides/">All guides</a>`}
      </p>
      <ul class="voices">
        <li>
          <b>The client</b> keeps to it: typed calls, lists that page by themselves, errors that explain.
        </li>
        <li><b>The mock</b> insists on it: on your machine, with the refusals the provider would send.</li>
        <li><b>The reference</b> shows it: every operation and field, and how each claim is known.</li>
      </ul>
    </section>
  `
}

function providerSection(providers: ProviderSummary[]): Html {
  return html`
    <section id="providers" aria-labelledby="providers-title">
      <h2 id="providers-title">Providers</h2>
      <ul class="providers">
        ${providers.map((provider) => html`<li>${providerCard(provider)}</li>`)}
      </ul>
    </section>
  `
}

function providerCard(provider: ProviderSummary): Html {
  const { name, title, description, operations, schemas, evidence, tried } = provider
  return html`
    <article aria-labelledby="${name}-title">
      <h3 id="${name}-title"><a href="./reference/${name}/">${title}</a></h3>
      <p>${description}</p>
      <dl class="counts">
        <div>
          <dt>${operations === 1 ? 'operation' : 'operations'}</dt>
          <dd>${operations}</dd>
        </div>
        <div>
          <dt>${schemas === 1 ? 'schema' : 'schemas'}</dt>
          <dd>${schemas}</dd>
        </div>
        <div>
          <dt>on the mock</dt>
          <dd><code>/${name}</code></dd>
        </div>
      </dl>
      ${evidenceBar(evidence)}
      <p class="links">
        <a href="./${tried.path}" aria-label="${title}: try it, ${tried.summary}">Try it</a>
        <a href="./reference/${name}/" aria-label="${title}: reference">Reference</a>
        <a href="./guides/${name}/" aria-label="${title}: guides">Guides</a>
        <a href="./clients/${name}/" aria-label="${title}: client">Client</a>
        <a href="./errors/${name}/" aria-label="${title}: errors">Errors</a>
        <a href="./specs/${name}/openapi.json" aria-label="${title}: openapi.json">openapi.json</a>
        <a href="./specs/${name}/openapi.yaml" aria-label="${title}: openapi.yaml">openapi.yaml</a>
      </p>
    </article>
  `
}

function firstCallSection(providers: ProviderSummary[], highlight: Highlighter): Html {
  return html`
    <section id="first-call" aria-labelledby="first-call-title">
      <h2 id="first-call-title">A first call</h2>
      <p class="lead">No account and no key: the mock answers from the same documents.</p>
      <p>
        Nothing installed yet? Every operation of the reference can be tried in the page, and what you create
        there can be read back:
        ${providers.map(
          ({ title, tried }, index) =>
            html`${index > 0 && ', '}<a href="./${tried.path}" aria-label="${title}: ${tried.summary}"
                >${title}</a
              >`,
        )}.
      </p>
      <ol class="steps">
        <li>
          <h3>Start the mock</h3>
          ${listing('Shell', 'npx @parlance/mock')}
          <p>
            It listens on <code>${mockOrigin}</code>; a provider’s own paths follow its name. In a clone of
            the repository, <code>npm start</code> serves these pages beside it.
          </p>
        </li>
        <li>
          <h3>Ask it something</h3>
          ${providers.map((provider, index) => firstCallOf(provider, index, highlight))}
          <p>
            Without <code>origin</code> and with your own credentials, the same program calls the provider.
          </p>
        </li>
      </ol>
    </section>
  `
}

function firstCallOf(
  { name, title, firstCall }: ProviderSummary,
  index: number,
  highlight: Highlighter,
): Html {
  return html`
    <details name="first-call" ${index === 0 && html`open`}>
      <summary>${title}</summary>
      ${listing('TypeScript', highlight(`// npm install @parlance/${name}\n${firstCall.client.trimEnd()}`, 'ts'))}
      ${listing('Shell', highlight(firstCall.curl, 'sh'))}
    </details>
  `
}
