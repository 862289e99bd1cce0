// What Redoc leaves out for people who do not use a mouse or do not see the page. It draws the page anew now and then,
// so its elements are mended when they appear.

const redoc = document.getElementById('redoc')

function mend() {
  for (const menu of redoc.querySelectorAll('.menu-content:not([role])')) {
    menu.setAttribute('role', 'navigation')
    menu.setAttribute('aria-label', 'Operations')
  }
  // Labels that hide the text they should contain: the name of the chosen example or media type.
  for (const choice of redoc.querySelectorAll('button[aria-label][aria-haspopup]')) {
    const [name] = choice.getAttribute('aria-label').split(': ')
    const label = `${name}: ${choice.textContent}`
    if (choice.textContent && choice.getAttribute('aria-label') !== label)
      choice.setAttribute('aria-label', label)
  }
}

let planned = 0
new MutationObserver(() => {
  cancelAnimationFrame(planned)
  planned = requestAnimationFrame(mend)
}).observe(redoc, { childList: true, characterData: true, subtree: true })
mend()

// The hash belongs to Redoc's router, so the skip link moves the focus without touching it.
const skip = document.querySelector('a.skip')
skip.addEventListener('click', (event) => {
  const target = document.querySelector(skip.hash)
  if (!target) return
  event.preventDefault()
  target.tabIndex = -1
  target.focus({ preventScroll: true })
  target.scrollIntoView()
})
