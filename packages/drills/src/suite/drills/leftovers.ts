/** The last drills: what can be seen or done only when the others are over. */
import { shipment } from '../answers.ts'
import { equal } from '../check.ts'
import { chitchats } from '../clients.ts'
import { revoke, unhandledRejections } from '../platform.ts'
import { drillsAbout } from '../registry.ts'
import { pause } from '../stage.ts'

const drill = drillsAbout('leftovers')

drill('no call left a rejection that nobody handles', async () => {
  await pause(50)
  equal(unhandledRejections.map(String), [])
})

drill(
  'a client that may not read variables does without them',
  async (stage) => {
    const server = await stage.serve([{ on: '*', answers: [shipment] }])
    await revoke('env')
    await chitchats(server.origin).shipments.get('A1')
    equal(await server.count(), 1)
  },
  { only: ['deno'] },
)
