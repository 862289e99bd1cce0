import { type Check, unless } from './check.ts'

export const missingRequiredHeader: Check = {
  name: 'missing required header',
  promises: 'A request without a header that has to be there, or without the type of its body, is refused.',
  kinds: ['without header'],
  problems: ({ answer, what }) =>
    unless(
      answer.status >= 400 && answer.status < 500,
      () => `Though ${what}, it was answered with ${answer.status}.`,
    ),
}
