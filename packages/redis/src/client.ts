/** What is used of a client of the `redis` package: `createClient()`, `createCluster()` and others like them fit. */
export interface RedisClient {
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  /** Whether commands would be sent at once. */
  readonly isReady?: boolean
  on?(event: string, listener: () => void): unknown
}
