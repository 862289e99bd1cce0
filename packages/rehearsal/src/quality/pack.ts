import { environment } from '../programs.ts'
import type { Published } from '../published.ts'
import { packStage, stageRelease } from '../stage.ts'
import type { Workshop } from '../workshop.ts'
import { readTarball, type Tarball } from './tarball.ts'

/** A published package as the next release would pack it. */
export interface Packed extends Published {
  readonly tarball: Tarball
}

/** Nobody listens there: packing asks no registry. */
const nowhere = 'http://127.0.0.1:9/'

/** Packs every published package as it was built, with the version that the next release gives it. */
export async function packAll(workshop: Workshop): Promise<Packed[]> {
  const env = environment(workshop, nowhere)
  const stage = await stageRelease(workshop, env)
  const files = await packStage(workshop, stage, env)
  return stage.published.map(({ folder, manifest }) => {
    return { folder, manifest, tarball: readTarball(files.get(folder)!) }
  })
}
