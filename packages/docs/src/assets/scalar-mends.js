// What Scalar leaves out for people who do not see the page, and the site's theme. It draws the page anew now and then,
// so its elements are mended when they appear.

const all = (selector) => document.querySelectorAll(selector)
const label = (element, text) => element.setAttribute('aria-label', text)

function mend() {
  // The page has a main landmark, which this is in.
  for (const main of all('#scalar main:not([role])')) main.setAttribute('role', 'region')
  // Buttons and links that show a picture alone, some with words that nobody can see.
  for (const button of all('button[class*="/copy-button"]:not([aria-label])'))
    label(button, wordsOf(button) || 'Copy')
  for (const link of all('#scalar a[target=_blank]:has(svg):not([aria-label])'))
    label(link, link.textContent.trim() || `Documentation at ${link.hostname}`)
  // Labels that hide the text they should contain.
  for (const button of all('.show-more[aria-label^="Show all"]'))
    label(button, `${button.textContent.trim()}: ${button.id.split('/').at(-1)}`)
  // Buttons that are said to be nothing, or to control what is not there.
  for (const button of all('button[role=none]')) button.removeAttribute('role')
  for (const button of all('button[aria-controls^=scalar]'))
    if (!document.getElementById(button.getAttribute('aria-controls')))
      button.removeAttribute('aria-controls')
  // What scrolls, out of reach of the keyboard.
  for (const part of all('ul.endpoints:not([tabindex]), .cm-scroller[tabindex="-1"]')) part.tabIndex = 0
  mendFields()
}

/** The words in an element, with spaces between its parts, as they are seen. */
function wordsOf(element) {
  const parts = [...element.querySelectorAll('*')].filter((part) => part.childElementCount === 0)
  return (
    parts
      .map((part) => part.textContent.trim())
      .filter(Boolean)
      .join(' ') || element.textContent.trim()
  )
}

function mendFields() {
  for (const field of all('.cm-content[role=textbox]:not([aria-label])'))
    label(field, field.isContentEditable ? 'Body of the request' : 'Body of the answer')
  for (const field of all('[role=combobox][contenteditable]:not([aria-expanded])')) {
    field.setAttribute('aria-expanded', 'false')
    if (!field.ariaLabel) label(field, nameOf(field))
  }
}

/** What stands before a field in its row. */
function nameOf(field) {
  const row = field.closest('tr, label, .scalar-row, [role=row]') ?? field.parentElement.parentElement
  return (
    row.textContent.replace(field.textContent, '').replace(':', '').trim() ||
    field.dataset.placeholder ||
    'Value'
  )
}

/** Scalar tells themes apart by classes on <body>; here the page's own switch sets them. */
function followTheme() {
  const dark =
    getComputedStyle(document.documentElement).colorScheme === 'dark' ||
    (!document.documentElement.classList.contains('light') &&
      matchMedia('(prefers-color-scheme: dark)').matches)
  const { classList } = document.body
  if (classList.contains('dark-mode') !== dark) classList.toggle('dark-mode', dark)
  if (classList.contains('light-mode') === dark) classList.toggle('light-mode', !dark)
}

// Scalar puts dialogs and menus at the end of <body>.
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
for (const element of [document.documentElement, document.body]) {
  new MutationObserver(followTheme).observe(element, { attributeFilter: ['class'] })
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', followTheme)
followTheme()
mend()
