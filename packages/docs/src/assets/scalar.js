// The console: Scalar, loaded when the reader starts it. Whatever it sends goes to the mock inside this page or to one on
// this machine; its documents name the mock as their server.

import { allowedOrigin, forget, isLocal, isMockAt, remember, remembered } from './place.js'

const start = document.querySelector('.start')
const details = start.querySelector('details')
const form = start.querySelector('form')
const silent = start.querySelector('.silent')
const status = start.querySelector('[role=status]')
const { script, credential, origin: usualOrigin } = start.dataset
const root = new URL('../', import.meta.url)
const providers = [...start.querySelectorAll('[data-provider]')].map((link) => ({
  name: link.dataset.provider,
  title: link.textContent,
}))

let chosen = { kind: 'page', origin: usualOrigin }
let shown

// Whether the reader has said who shall answer.
let decided = recall()
details.hidden = false

for (const kind of ['input', 'click'])
  form.addEventListener(kind, ({ target }) => (decided ||= target.matches('input')))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  begin()
})
form.elements.origin.addEventListener('input', () => {
  form.elements.kind.value = 'mock'
  checkOrigin()
})
silent.addEventListener('click', ({ target }) => {
  const what = target.dataset.do
  if (what) decided = true
  if (what === 'page') form.elements.kind.value = 'page'
  if (what) begin()
})

/** Offers what the reader chose the last time, here or in the console of a reference. */
function recall() {
  const { kind, origin } = remembered()
  if (kind !== undefined) form.elements.kind.value = kind
  if (origin !== undefined) form.elements.origin.value = origin
  return kind !== undefined
}

/** Pages from this machine often have a mock beside them: then it answers, unless the reader wants something else. */
async function preferNeighbour() {
  if (decided || !isLocal() || !(await answers(location.origin))) return
  form.elements.kind.value = 'mock'
  form.elements.origin.value = location.origin
}

/** Whether a mock of any provider answers at an origin, at this moment. */
function answers(origin) {
  forget(origin)
  // Beside the page, one question is about all of them.
  const some = origin === location.origin ? providers.slice(0, 1) : providers
  const asked = some.map(async ({ name }) => (await isMockAt(origin, name)) || Promise.reject())
  return Promise.any(asked).catch(() => false)
}

/** The policy of the page lets it call this machine and its own host only, so another address is refused here. */
function checkOrigin() {
  const field = form.elements.origin
  const allowed = allowedOrigin(field.value)
  const mends = form.elements.kind.value === 'mock' && allowed === undefined
  field.setCustomValidity(mends ? `An address of this machine, such as ${usualOrigin}` : '')
  return allowed
}

async function begin() {
  await preferNeighbour()
  const origin = checkOrigin()
  if (!form.reportValidity()) return
  const wanted = { kind: form.elements.kind.value, origin: origin ?? usualOrigin }
  silent.hidden = true
  if (wanted.kind === 'mock' && !(await answers(wanted.origin))) return tellSilence(wanted)
  status.textContent = 'Loading …'
  try {
    await load()
  } catch {
    status.textContent = 'Scalar could not be loaded. Try again.'
    return
  }
  chosen = wanted
  remember(chosen)
  show()
}

function tellSilence({ origin }) {
  silent.querySelector('[data-asked]').textContent = origin
  silent.hidden = false
  silent.focus()
}

/** Loads Scalar and what mends it, once. */
function load() {
  if (globalThis.Scalar) return
  import('./scalar-mends.js')
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = new URL(script, location.href).href
    element.addEventListener('load', resolve)
    element.addEventListener('error', () => {
      element.remove()
      reject(new Error('no answer'))
    })
    document.head.append(element)
  })
}

function show() {
  shown?.destroy()
  document.body.classList.add('started')
  details.open = false
  details.querySelector('[data-answers]').textContent =
    chosen.kind === 'page' ? 'this page' : `the mock at ${chosen.origin}`
  form.querySelector('button').textContent = 'Use this'
  status.textContent = ''
  shown = globalThis.Scalar.createApiReference('#scalar', {
    sources: providers.map(({ name, title }) => ({ title, slug: name, url: documentUrl(name) })),
    customFetch: call,
    generateOperationSlug: ({ operationId }) => operationId,
    setPageTitle: ({ title }) => `${title} · Console · Parlance`,
    searchHotKey: 'j', // Ctrl+K searches the site.
    theme: 'none',
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    documentDownloadType: 'none',
    hideModels: true,
    hideDarkModeToggle: true,
    hideClientButton: true,
    showDeveloperTools: 'never',
    withDefaultFonts: false,
    telemetry: false,
    proxyUrl: '',
    agent: { disabled: true },
    mcp: { disabled: true },
  })
}

function documentUrl(name) {
  return new URL(`specs/${name}/openapi.json`, root).href
}

/** What Scalar calls instead of `fetch`, for documents and for requests. */
async function call(input, init) {
  const request = new Request(input, init)
  const provider = providers.find(({ name }) => request.url === documentUrl(name))
  if (provider) return documentOf(provider.name, request)
  const { origin, pathname, search } = new URL(request.url)
  if (origin !== chosen.origin) throw new TypeError(`This console calls the mock at ${chosen.origin} only.`)
  if (chosen.kind === 'mock') return fetch(request)
  const [, name, path] = /^\/([^/]+)(.*)$/.exec(pathname) ?? []
  return inPage(name, path + search, request)
}

let sandbox

/** Lets the mock inside this page answer. */
async function inPage(provider, path, request) {
  sandbox ??= import('./sandbox.js').then(({ openSandbox }) => openSandbox(root))
  const { method, headers, signal } = request
  const bytes = await request.arrayBuffer()
  const body = bytes.byteLength > 0 ? bytes : undefined
  return (await sandbox).fetch(provider, path, { method, headers, body, signal })
}

/** A provider's document with the mock as its server and credentials filled in. */
async function documentOf(name, request) {
  const answer = await fetch(request)
  if (!answer.ok) return answer
  const document = await answer.json()
  const atMock = (url) => `${chosen.origin}/${name}${new URL(url).pathname.replace(/\/$/, '')}`
  for (const part of [document, ...partsOf(document.paths)]) {
    if (!part.servers) continue
    const urls = new Set(part.servers.map(({ url }) => atMock(url)))
    part.servers = [...urls].map((url) => ({ url, description: 'The mock' }))
  }
  for (const scheme of Object.values(document.components?.securitySchemes ?? {})) fillIn(scheme, atMock)
  return Response.json(document)
}

/** Paths and operations: what may have servers of its own. */
function partsOf(paths = {}) {
  const items = Object.values(paths)
  return items.concat(items.flatMap((item) => Object.values(item).filter((part) => part?.operationId)))
}

function fillIn(scheme, atMock) {
  for (const part of [scheme, ...Object.values(scheme.flows ?? {})]) {
    for (const name of ['token', 'client-id', 'client-secret', 'username', 'password']) {
      part[`x-scalar-secret-${name}`] = credential
    }
    for (const key of ['tokenUrl', 'refreshUrl', 'authorizationUrl']) {
      if (part[key]) part[key] = atMock(part[key])
    }
  }
}
