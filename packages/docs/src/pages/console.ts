import { mockOrigin } from '@parlance/compiler'
import { demoCredential } from '@parlance/compiler/samples'
import { referencePath, relative } from '../guides/addresses.ts'
import { listing } from '../guides/listing.ts'
import { html, type Html } from '../html.ts'
import type { SiteProvider } from '../site.ts'
import { shell } from './shell.ts'

const path = 'console/'

/**
 * The page of the console: all operations with forms, drawn by Scalar when the reader starts it. `assets/scalar.js`
 * reads from the page what to load, who the providers are and what stands for a credential.
 *
 * @param script Scalar's name among the assets
 */
export function consolePage(providers: Pick<SiteProvider, 'name' | 'model'>[], script: string): string {
  return shell({
    path,
    title: 'Console · Parlance',
    description: 'Call any operation of any provider from this page. The mock answers, so no key is needed.',
    styles: ['scalar.css'],
    scripts: ['scalar.js'],
    policy: 'inline',
    main: html`<section
        class="start"
        data-script="../assets/${script}"
        data-credential="${demoCredential}"
        data-origin="${mockOrigin}"
      >
        <h1>Console</h1>
        <p class="lead">
          Every operation of every provider as a form that you fill in and send, drawn by Scalar. The mock
          answers, never a provider, so you need no account and no key.
        </p>
        ${choices()} ${instructions()} ${references(providers)}
      </section>
      <div id="scalar"></div>`,
  })
}

function choices(): Html {
  return html`<noscript>
      <p>The console needs JavaScript. The references below have a page for each operation that does not.</p>
    </noscript>
    <details open hidden>
      <summary>Who answers: <b data-answers>this page</b></summary>
      <form>
        <label>
          <input type="radio" name="kind" value="page" checked />
          <span
            ><b>This page.</b> The mock runs inside it; nothing to install. It keeps what you create until you
            close the tab.</span
          >
        </label>
        <label>
          <input type="radio" name="kind" value="mock" />
          <span><b>A mock on this machine.</b> It keeps a journal and takes scenarios.</span>
        </label>
        <label class="origin">
          Its address
          <input type="url" name="origin" value="${mockOrigin}" spellcheck="false" autocomplete="off" />
        </label>
        <p>
          <button class="begin" type="submit">Start the console</button>
          <span role="status">It is 1.3 MB, so it loads only now.</span>
        </p>
      </form>
    </details>`
}

function instructions(): Html {
  return html`<div class="silent" role="group" aria-labelledby="silent-title" tabindex="-1" hidden>
    <h2 id="silent-title">No mock answers at <code data-asked></code></h2>
    <p>Start one, which needs Node.js, then try again:</p>
    ${listing('Shell', 'npx @parlance/mock')}
    <p>In a clone of the repository, <code>npm start</code> does, and serves these pages beside it.</p>
    <p class="links">
      <button type="button" data-do="again">Try again</button>
      <button type="button" data-do="page">Let this page answer</button>
    </p>
  </div>`
}

/** The ways to the references; the script takes from them which documents there are. */
function references(providers: Pick<SiteProvider, 'name' | 'model'>[]): Html {
  return html`<nav class="documents" aria-label="References">
    <ul class="links">
      ${providers.map(
        ({ name, model }) =>
          html`<li>
            <a href="${relative(path, referencePath(name))}" data-provider="${name}">${model.title}</a>
          </li>`,
      )}
    </ul>
  </nav>`
}
