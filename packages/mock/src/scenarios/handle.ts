import type { Controls } from '../control/controls.ts'
import type { RequestPattern } from '../patterns/pattern.ts'
import type { ScenarioReply } from './scenarios.ts'

/** What requests of a kind get instead of the usual answer. */
export interface Scenario {
  /**
   * Sets what the next requests of this kind get, one reply after the other; then the contract answers again. A request
   * that breaks the contract is refused all the same, and uses up no reply. Called again, it begins anew.
   *
   * @throws MockError - `bad-input` for a reply that the contract does not have.
   * @example
   * mock.on('shipments.create').reply({ status: 503, times: 2 }, { example: 'ShipmentUnpaid' })
   */
  reply(...replies: readonly [ScenarioReply, ...ScenarioReply[]]): Scenario
  /** How many requests will still get a reply; `always` when there is no end. */
  readonly left: number | 'always'
  /** Lets the contract answer again. */
  remove(): void
}

/** A scenario that is not played until it has replies. */
export function createScenario(controls: Controls, on: RequestPattern | string): Scenario {
  let id = 0
  const scenario: Scenario = {
    reply(...replies) {
      id = controls.setScenario({ on, replies }).id
      return scenario
    },
    get left() {
      return controls.scenario(id)?.left ?? 0
    },
    remove: () => void controls.removeScenario(id),
  }
  return scenario
}
