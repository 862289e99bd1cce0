import { type Check, unless } from './check.ts'

export const positiveData: Check = {
  name: 'positive data acceptance',
  promises: 'Every request that keeps to the contract is accepted.',
  kinds: ['valid'],
  problems: ({ answer }) =>
    unless(answer.status >= 200 && answer.status < 300, () => {
      const reason = answer.headers['x-parlance-refusal'] ?? answer.body.slice(0, 200)
      return `A valid request was answered with ${answer.status}: ${reason}`
    }),
}
