/** `npm run rehearse`: rehearses a release of the repository as it was built, and says how every step went. */
import { openScene } from '../scene.ts'
import { steps } from '../steps.ts'
import { NotTried, walk } from '../walk.ts'
import { openWorkshop } from '../workshop.ts'

const began = performance.now()
try {
  await using workshop = openWorkshop()
  const scene = await openScene(workshop, (line) => console.log(`✓ ${line}`))
  const ends = walk(steps, scene, (name, seconds, error) => {
    console.log(`${error ? '✗' : '✓'} ${name} (${seconds.toFixed(1)} s)`)
  })
  await Promise.allSettled(ends.values())
  const failures = [...ends].map(async ([name, end]) => {
    const reason = await end.then(
      () => undefined,
      (error: Error) => error,
    )
    if (reason === undefined) return 0
    console.error(reason instanceof NotTried ? `- ${name}: not tried` : `\n✗ ${name}\n${reason.message}\n`)
    return 1
  })
  const failed = (await Promise.all(failures)).filter(Boolean).length
  if (failed > 0) process.exitCode = 1
  else console.log(`✓ Rehearsed in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
} catch (error) {
  console.error(`✗ ${(error as Error).message}`)
  process.exitCode = 1
}
