import type { Document } from '@parlance/compiler'
import { compareBundles } from '../compare/differences.ts'
import { callsOf } from '../compare/operations.ts'
import { demandedBump, type Impact, largest } from '../impact.ts'
import type { Difference, ProviderDifferences } from '../model.ts'
import { type Baseline, readBaseline } from '../release/baseline.ts'
import { compareSurfaces, type SurfaceChange } from '../surface/compare.ts'
import { compareReports } from '../surface/report.ts'
import { readSurface } from '../surface/surface.ts'
import { checkPrograms, type TypeBreak } from '../types/check.ts'
import { samplePrograms } from '../types/programs.ts'
import { type Package, readBundle, readWorkspace, type Workspace } from '../workspace.ts'
import { reportOf } from './read.ts'

/** What is otherwise in one published package since the last release, by every way of looking. */
export interface PackageAssessment {
  /** Name of the package: `@parlance/chitchats`. */
  name: string
  /** The provider whose client it is. */
  provider?: string
  status: 'added' | 'kept' | 'removed'
  /** Differences of the spec; empty for packages that have none. */
  spec: Difference[]
  /** Differences of the API report, or of exports and flags. */
  signatures: SurfaceChange[]
  /** Programs of the last release that no longer compile. */
  types: TypeBreak[]
  impact: Impact | undefined
  /** The bump that it demands at this version. */
  demanded: Impact | undefined
}

/** The state of the repository beside its last release. */
export interface Assessment {
  version: string
  /** Version of the last release; missing before the first. */
  last: string | undefined
  packages: PackageAssessment[]
  providers: ProviderDifferences[]
}

/** Compares a built repository with its last release. */
export async function assess(root: string): Promise<Assessment> {
  const workspace = readWorkspace(root)
  const baseline = readBaseline(root)
  if (!baseline) return firstRelease(workspace)
  const providers = await compareProviders(workspace, baseline)
  const types = await compareTypes(workspace, baseline)
  const packages: PackageAssessment[] = []
  for (const one of workspace.packages) {
    const own = ({ provider }: { provider: string }) => provider === one.provider
    const spec = providers.find(own)?.differences ?? []
    packages.push(await assessPackage(workspace, baseline, one, spec, types.filter(own)))
  }
  packages.push(...removedPackages(workspace, baseline))
  return { version: workspace.version, last: baseline.version, packages, providers }
}

async function assessPackage(
  { root }: Workspace,
  baseline: Baseline,
  one: Package,
  spec: Difference[],
  types: TypeBreak[],
): Promise<PackageAssessment> {
  const { name, provider } = one
  const before = baseline.surfaces.get(name)
  if (!before) return unseen(name, provider, 'added', 'minor', baseline.version)
  const surface = compareSurfaces(before, await readSurface(root, one))
  const signatures = [...reportChanges(root, baseline, provider), ...installChanges(surface, spec)]
  const breaks = types.length > 0 ? ('major' as const) : undefined
  const impact = largest([...[...spec, ...signatures].map((each) => each.impact), breaks])
  const demanded = demandedBump(impact, baseline.version)
  const owner = provider === undefined ? {} : { provider }
  return { name, ...owner, status: 'kept', spec, signatures, types, impact, demanded }
}

/** A package that is no longer there breaks every program with it. */
function removedPackages({ packages, providers }: Workspace, baseline: Baseline): PackageAssessment[] {
  const gone = [...baseline.surfaces.keys()].filter((name) => packages.every((one) => one.name !== name))
  const lost = [...baseline.providers.keys()].filter((name) => !providers.includes(name))
  return gone.map((name) => {
    const provider = lost.find((one) => name.endsWith(`/${one}`))
    return unseen(name, provider, 'removed', 'major', baseline.version)
  })
}

/** A package of which there is nothing to compare. */
function unseen(
  name: string,
  provider: string | undefined,
  status: PackageAssessment['status'],
  impact: Impact | undefined,
  version: string,
): PackageAssessment {
  const owner = provider === undefined ? {} : { provider }
  const nothing = { spec: [], signatures: [], types: [] }
  return { name, ...owner, status, ...nothing, impact, demanded: demandedBump(impact, version) }
}

function firstRelease(workspace: Workspace): Assessment {
  const { version, packages } = workspace
  const providers = workspace.providers.map((name) => added(name, readBundle(workspace.root, name)))
  return {
    version,
    last: undefined,
    providers,
    packages: packages.map(({ name, provider }) => unseen(name, provider, 'added', undefined, version)),
  }
}

function added(provider: string, bundle: Document): ProviderDifferences {
  const operations = callsOf(bundle).size
  return { provider, title: titleOf(bundle), status: 'added', operations, differences: [] }
}

function titleOf(bundle: Document): string {
  return bundle.info.title.replace(/ API$/, '')
}

/** The differences of every provider there is or was. */
async function compareProviders(workspace: Workspace, baseline: Baseline): Promise<ProviderDifferences[]> {
  const { root, providers } = workspace
  const kept = await Promise.all(providers.map((name) => compareProvider(root, name, baseline)))
  return [...kept, ...removedProviders(workspace, baseline)]
}

/** The differences of one provider since the last release. */
export async function compareProvider(
  root: string,
  provider: string,
  baseline: Baseline,
): Promise<ProviderDifferences> {
  const bundle = readBundle(root, provider)
  const before = baseline.providers.get(provider)
  if (!before) return added(provider, bundle)
  const differences = await compareBundles(before.bundle, bundle)
  return { ...added(provider, bundle), status: 'kept', differences }
}

/** Providers that the last release had. */
export function removedProviders({ providers }: Workspace, baseline: Baseline): ProviderDifferences[] {
  return [...baseline.providers]
    .filter(([provider]) => !providers.includes(provider))
    .map(([provider, { bundle }]) =>
      Object.assign(added(provider, bundle), { status: 'removed' as const, operations: 0 }),
    )
}

function reportChanges(root: string, baseline: Baseline, provider: string | undefined): SurfaceChange[] {
  const before = provider === undefined ? undefined : baseline.providers.get(provider)
  if (!before || provider === undefined) return []
  return compareReports(before.report, reportOf(root, provider)).map(({ impact, text }) => ({ impact, text }))
}

/** That a client is built otherwise needs no telling where its spec tells why. */
function installChanges(changes: SurfaceChange[], spec: Difference[]): SurfaceChange[] {
  return spec.length > 0 ? changes.filter(({ impact }) => impact !== 'patch') : changes
}

async function compareTypes(
  { root, packages, providers }: Workspace,
  baseline: Baseline,
): Promise<TypeBreak[]> {
  const kept = [...baseline.providers].filter(([name]) => providers.includes(name))
  const written = kept.flatMap(([provider, { consumer }]) =>
    consumer === undefined ? [] : [{ provider, source: consumer }],
  )
  const samples = kept.flatMap(([provider, { bundle }]) => samplePrograms(provider, bundle))
  return checkPrograms(root, packages, [...written, ...samples])
}
