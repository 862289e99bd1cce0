import { expectTypeOf, test } from 'vitest'
import * as webhooks from '@parlance/chatti/webhooks'
import type {
  MessageDeliveredEvent,
  MessageReceivedEvent,
  MessageReceivedMmsEvent,
  OtherEvent,
  ReceivedEvent,
  UnsubscribeEvent,
} from '@parlance/chatti/webhooks'

declare const request: Request

test('the name of an event tells its type', async () => {
  void ((event: ReceivedEvent) => {
    if (event.eventType === 'message_delivered') expectTypeOf(event).toEqualTypeOf<MessageDeliveredEvent>()
    switch (event.eventType) {
      case 'message_received':
      case 'message_received_mms':
        expectTypeOf(event).toEqualTypeOf<MessageReceivedEvent | MessageReceivedMmsEvent>()
        return event.messageText
      case 'message_delivered':
      case 'message_delivery_error':
        return event.status
      case 'unsubscribe':
        expectTypeOf(event).toEqualTypeOf<UnsubscribeEvent>()
        return event.recipient
      default:
        expectTypeOf(event).toEqualTypeOf<OtherEvent>()
        return event['anything']
    }
  })
})

test('what is known of every event needs no look at its name', () => {
  expectTypeOf<ReceivedEvent['eventID']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<ReceivedEvent['timestamp']>().toEqualTypeOf<number | undefined>()
  // @ts-expect-error only some have it
  void ((event: ReceivedEvent) => event.sentVia)
})

test('a name that is known without its event completes, and one that is not is a string', () => {
  void ((event: ReceivedEvent) => {
    if (event.eventType === 'message_opened') expectTypeOf(event).toEqualTypeOf<OtherEvent>()
    // @ts-expect-error misspelt, or not known
    if (event.eventType === 'mesage_received') return
    const name: string = event.eventType
    if (name === 'form_submitted') expectTypeOf(event).toEqualTypeOf<ReceivedEvent>()
  })
})

test('nothing is signed, so there is neither a secret nor anything to sign with', () => {
  void (() => webhooks.receiveWebhook(request, { maxBytes: 10_000 }))
  // @ts-expect-error there is no secret
  void (() => webhooks.receiveWebhook(request, { secret: 'secret' }))
  expectTypeOf(webhooks).not.toHaveProperty('signWebhook')
})
