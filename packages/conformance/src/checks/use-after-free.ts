import { type Check, unless } from './check.ts'

export const useAfterFree: Check = {
  name: 'use after free',
  promises: 'What was deleted is gone: reading it is answered with 404 or 410.',
  kinds: ['after delete'],
  problems: ({ answer }) =>
    unless(
      [404, 410].includes(answer.status),
      () => `After it was deleted, reading it was answered with ${answer.status}.`,
    ),
}
