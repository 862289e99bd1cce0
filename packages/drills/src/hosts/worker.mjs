// Runs the suite in a Worker: the setting comes as a body, the outcomes go out as lines of JSON.
import { answerShared, runDrills } from './suite.mjs'

export default {
  async fetch(request) {
    const url = new URL(request.url)
    if (url.pathname === '/shared') return answerShared(url)
    const setting = { ...(await request.json()), self: url.origin }
    const lines = []
    await runDrills(setting, (outcome) => lines.push(JSON.stringify(outcome)))
    return new Response(lines.join('\n'))
  },
}
