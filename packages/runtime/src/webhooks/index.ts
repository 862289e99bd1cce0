/** Receives webhooks. Apart from the kernel, so that no call carries it. */
export { UsageError } from '../errors.ts'
export { challengeOf } from './challenge.ts'
export type { ChallengeRequest } from './challenge.ts'
export type {
  OtherEventName,
  SignedWebhookOptions,
  SignOptions,
  TimedSignOptions,
  WebhookBody,
  WebhookDefinition,
  WebhookHeaders,
  WebhookOptions,
  WebhookSecret,
  WebhookSource,
} from './definition.ts'
export { WebhookError } from './errors.ts'
export type { WebhookErrorReason } from './errors.ts'
export { receive, sign } from './receive.ts'
