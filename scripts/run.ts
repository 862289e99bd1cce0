/** Runs a command of this folder: what it throws is told without a stack, and ends it with 2. */
export async function runScript(run: () => Promise<void> | void): Promise<void> {
  try {
    await run()
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 2
  }
}
