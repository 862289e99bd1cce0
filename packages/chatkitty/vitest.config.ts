/** The suite runs twice: against the mock in the process, and over a port. */
export { bothTransports as default } from '@parlance/mock/testing'
