import { createMock } from '@parlance/mock'
import { readSamples } from './src/samples.ts'
import { mockOrigin, root } from '@parlance/compiler'
import { run } from './src/process.ts'
import { writeFileSync, rmSync } from 'node:fs'
await using mock = await createMock({ rateLimit: false, stateful: true })
for (const f of process.argv.slice(2)) for (const s of readSamples(root + f, f)) { mock.reset(); writeFileSync('_x.ts', s.code.replaceAll(mockOrigin, mock.url)); const r = await run(process.execPath, root + 'packages/conformance/_x.ts'); console.log('---', s.place, r.code); console.log(r.output.slice(0, 600)) }
rmSync('_x.ts')
