// A button on every operation that opens the console. The console itself comes when somebody points at one, or asks for
// an operation in the address: `?try=shipments.create`.
import { element } from './element.js'

const redoc = document.getElementById('redoc')
const { dataset } = document.querySelector('script[data-console]')
// Redoc's routes are in small letters.
const ids = new Map(dataset.operations.split(' ').map((id) => [id.toLowerCase(), id]))
let loaded

function load() {
  loaded ??= (async () => {
    const styles = element('link', { rel: 'stylesheet', href: new URL('console.css', import.meta.url).href })
    const styled = new Promise((done) => styles.addEventListener('load', done))
    document.head.append(styles)
    const { createConsole } = await import('./console.js')
    await styled
    return createConsole(new URL(dataset.console, location.href))
  })()
  loaded.catch(() => (loaded = undefined))
  return loaded
}

async function open(name) {
  const button = () => redoc.querySelector(`button[data-try="${CSS.escape(name)}"]`)
  try {
    await (await load()).open(name, button)
  } catch {
    button()?.replaceChildren('The console could not be loaded. Try again')
  }
}

function buttonOf(name) {
  const button = element('button', { type: 'button', class: 'try', 'data-try': name }, 'Try it')
  const prepare = () =>
    load().then(
      (console) => console.prepare(),
      () => {},
    )
  button.addEventListener('pointerenter', prepare, { once: true })
  button.addEventListener('focus', prepare, { once: true })
  button.addEventListener('click', () => open(name))
  return button
}

// Redoc draws an operation when it comes near, and anew now and then.
function mend() {
  for (const section of redoc.querySelectorAll('[data-section-id]:has(h2)')) {
    const [, , route] = section.dataset.sectionId.split('/')
    const name = ids.get(route)
    const place = name && section.querySelector('[data-testid="middle-panel"]:has(h2)')
    if (place && !place.querySelector('button.try')) place.append(buttonOf(name))
  }
}

new MutationObserver(mend).observe(redoc, { childList: true, subtree: true })
mend()

const asked = new URLSearchParams(location.search).get('try')
if (asked) open(asked)
