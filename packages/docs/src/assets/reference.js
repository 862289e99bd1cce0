// What Redoc leaves out for people who do not use a mouse or do not see the page. It draws the page anew now and then,
// so its elements are mended when they appear.

const redoc = document.getElementById('redoc')

function mend() {
  for (const menu of redoc.querySelectorAll('.menu-content:not([role])')) {
    menu.setAttribute('role', 'navigation')
    menu.setAttribute('aria-label', 'Operations')
  }
  // A label that hides the text it should contain: the name of the chosen example.
  for (const choice of redoc.querySelectorAll('button[aria-label="Example"]')) {
    choice.setAttribute('aria-label', `Example: ${choice.textContent}`)
  }
}

let planned = 0
new MutationObserver(() => {
  cancelAnimationFrame(planned)
  planned = requestAnimationFrame(mend)
}).observe(redoc, { childList: true, subtree: true })
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
