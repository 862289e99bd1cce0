// Search in a dialog. The link to the page that lists everything is its button: without this script it is followed.
import { element } from './element.js'

const link = document.querySelector('a.search')
const root = new URL('../', import.meta.url)
const most = 24

let dialog, input, list, status
let search
let active = -1

/** Loads library and index, once, on first use. */
function load() {
  search ??= (async () => {
    const [{ default: MiniSearch }, { find, options }, answer] = await Promise.all([
      import('./minisearch.js'),
      import('./search-options.js'),
      fetch(new URL('assets/search-index.json', root)),
    ])
    if (!answer.ok) throw new Error(`The index answered ${answer.status}.`)
    const index = MiniSearch.loadJSON(await answer.text(), options)
    return (words) => find(index, words).slice(0, most)
  })()
  return search
}

function build() {
  input = element('input', {
    type: 'text',
    enterkeyhint: 'search',
    role: 'combobox',
    'aria-label': 'Search operations, fields and guides',
    'aria-controls': 'search-results',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Operations, fields, guides',
  })
  list = element('div', { id: 'search-results', role: 'listbox', 'aria-label': 'Results', hidden: '' })
  status = element('p', { class: 'status', role: 'status' })
  const close = element('button', { type: 'button' }, 'Close')
  close.addEventListener('click', () => dialog.close())
  dialog = element(
    'dialog',
    { class: 'search', 'aria-label': 'Search' },
    element('div', { class: 'field' }, input, close),
    status,
    list,
  )
  input.addEventListener('input', show)
  input.addEventListener('keydown', move)
  // A click on the backdrop is a click on the dialog itself.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  list.addEventListener('click', ({ target }) => target.closest('a') && dialog.close())
  document.body.append(dialog)
}

async function show() {
  const words = input.value.trim()
  if (words === '') return clear('Names of operations and fields, or any words.')
  try {
    const find = await load()
    if (words !== input.value.trim()) return // Typed on meanwhile: a later call shows that.
    const results = find(words)
    if (results.length === 0) return clear(`Nothing is called “${words}”, and nothing says so.`)
    list.replaceChildren(...results.map(option))
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
    status.textContent = `${results.length === most ? `The best ${most}` : results.length} ${results.length === 1 ? 'result' : 'results'}`
    choose(0)
  } catch {
    clear('The index could not be loaded. Try again, or close this and use the list of everything.')
    search = undefined
  }
}

function clear(text) {
  list.replaceChildren()
  list.hidden = true
  active = -1
  input.setAttribute('aria-expanded', 'false')
  input.removeAttribute('aria-activedescendant')
  status.textContent = text
}

function option({ kind, title, place, text, path }, index) {
  const name = /\w\.\w/.test(title) ? element('code', {}, title) : element('b', {}, title)
  return element(
    'a',
    { id: `search-${index}`, role: 'option', tabindex: '-1', href: new URL(path, root).href },
    element('span', { class: 'kind' }, kind),
    element('span', { class: 'title' }, name, element('span', { class: 'place' }, place)),
    element('span', { class: 'text' }, text),
  )
}

function choose(index) {
  list.children[active]?.removeAttribute('aria-selected')
  active = index
  const chosen = list.children[index]
  if (!chosen) return
  chosen.setAttribute('aria-selected', 'true')
  chosen.scrollIntoView({ block: 'nearest' })
  input.setAttribute('aria-activedescendant', chosen.id)
}

function move(event) {
  const count = list.children.length
  if (count === 0 || event.isComposing) return
  const steps = { ArrowDown: active + 1, ArrowUp: active - 1 }
  if (event.key in steps) choose((steps[event.key] + count) % count)
  else if (event.key === 'Enter') list.children[active]?.click()
  else return
  event.preventDefault()
}

function open() {
  if (!dialog) build()
  if (dialog.open) return
  dialog.showModal()
  input.select()
  show()
  load().catch(() => {}) // Says so when something is typed.
}

link.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  open()
})
link.setAttribute('aria-keyshortcuts', '/ Control+K')

// Redoc opens a search of its own at Ctrl+K, of one provider and without guides: ours hears of the key first.
addEventListener('keydown', onKey, { capture: true })

function onKey(event) {
  const field = event.target.closest?.('input, textarea, select, [contenteditable]')
  // That of a search just closed has the focus until the page is drawn again.
  const typing = field?.checkVisibility()
  const asked =
    (event.key === 'k' && (event.ctrlKey || event.metaKey)) ||
    (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
  if (!asked || event.defaultPrevented) return
  event.preventDefault()
  event.stopImmediatePropagation()
  open()
}
