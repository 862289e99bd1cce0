// Conveniences: without them pages follow the system's colours, and code is copied by hand.

const root = document.documentElement
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const button = document.querySelector('button.theme')

const isDark = () =>
  root.classList.contains('dark') || (systemIsDark.matches && !root.classList.contains('light'))

function nameButton() {
  button.textContent = isDark() ? 'Light theme' : 'Dark theme'
}

/** Takes the other theme and remembers it where Redoc keeps the reader's choice, so that all pages agree. */
function toggle() {
  const mode = isDark() ? 'light' : 'dark'
  root.classList.remove('light', 'dark')
  root.classList.add(mode)
  try {
    localStorage.setItem('redoc.colorMode', mode)
  } catch {
    // Storage is refused: the choice holds for this page.
  }
  nameButton()
}

button.addEventListener('click', toggle)
systemIsDark.addEventListener('change', nameButton)
nameButton()
button.hidden = false

/** Gives a listing a button that copies its code and says that it did. */
function addCopyButton(listing) {
  const code = listing.querySelector('code')
  const copy = document.createElement('button')
  copy.type = 'button'
  copy.textContent = 'Copy'
  copy.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(code.textContent).then(
      () => true,
      () => false,
    )
    copy.textContent = done ? 'Copied' : 'Not allowed'
    setTimeout(() => (copy.textContent = 'Copy'), 2000)
  })
  listing.querySelector('figcaption').append(copy)
}

// Only pages that came safely, or from this machine, may write to the clipboard.
if (navigator.clipboard) for (const listing of document.querySelectorAll('.listing')) addCopyButton(listing)
