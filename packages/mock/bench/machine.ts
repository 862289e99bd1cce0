/** The machine: which processor does what, and what processes have used. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/** Servers on one processor, the load on another, so that neither takes from the other. */
const processors = { server: 0, load: 1 }

/** From util-linux; not everywhere. */
const taskset = 'taskset'

const isPinned = availableParallelism() > 1 && hasTaskset()

/** A command line that runs on the processor of its role, where that can be chosen. */
export function pinned(role: keyof typeof processors, args: readonly string[]): [string, string[]] {
  const node = process.execPath
  return isPinned ? [taskset, ['-c', String(processors[role]), node, ...args]] : [node, [...args]]
}

/** What the numbers were measured on. */
export function machineFacts() {
  return {
    node: process.version.slice(1),
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    isPinned,
  }
}

/** What a process holds in memory, in MB, and the processor time that it has used, in seconds. Linux only; else nothing. */
export function usageOf(pid: number): { megabytes: number; seconds: number } | undefined {
  try {
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    // User and system time, in ticks; the name before them may have blanks.
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
    const ticks = times.reduce((sum, text) => sum + Number(text), 0)
    return { megabytes: Number(resident?.[1]) / 1024, seconds: ticks / 100 }
  } catch {
    return undefined
  }
}

function hasTaskset(): boolean {
  try {
    execFileSync(taskset, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
