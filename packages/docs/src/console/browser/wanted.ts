/** Which answer the mock should give. */
import { element } from '../../assets/element.js'
import type { ConsoleAnswer } from '../shape.ts'
import { chooser } from './controls.ts'
import type { Form } from './form.ts'

/** A choice among all answers that the spec has. What is chosen is asked for by a `Prefer` header, as tests do it. */
export function answerGroup(form: Form, onChange: () => void): HTMLElement {
  const options = form.operation.answers.map(({ status, description, examples }) => {
    const all = preferences({ status, examples }).map(({ label, value }) =>
      element('option', { value, selected: value === form.prefer }, label),
    )
    return element('optgroup', { label: `${status}: ${description}` }, ...all)
  })
  const natural = element('option', { value: '' }, 'As the request deserves')
  const note = element(
    'p',
    { class: 'hint' },
    'A request that breaks the contract is refused all the same. A chosen answer comes from the contract, and changes nothing in your data.',
  )
  return element(
    'div',
    { class: 'wanted' },
    chooser('The mock answers', [natural, ...options], (prefer) => ((form.prefer = prefer), onChange())),
    note,
  )
}

function preferences({ status, examples }: Pick<ConsoleAnswer, 'status' | 'examples'>) {
  if (examples.length < 2) return [{ label: String(status), value: `code=${status}` }]
  return examples.map((name) => ({ label: `${status} ${name}`, value: `code=${status}, example=${name}` }))
}
