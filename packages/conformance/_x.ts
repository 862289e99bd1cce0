import { createClient } from '@parlance/chatkitty'
import { setTimeout as wait } from 'node:timers/promises'

const chatkitty = createClient({
  accessToken: process.env['CHATKITTY_ACCESS_TOKEN'] ?? 'demo',
  origin: 'http://127.0.0.1:46141/chatkitty', // the mock; leave it out to call the real API
})

let job = await chatkitty.analytics.exportMessages()
while (job.state === 'PENDING' || job.state === 'RUNNING') {
  await wait(2_000)
  job = await chatkitty.jobs.get(job.id)
}
console.log(job.state, job.file ?? 'no file')
