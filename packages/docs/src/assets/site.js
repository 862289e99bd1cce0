// A convenience: without it pages follow the system's colours.

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
