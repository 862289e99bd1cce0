import { ApiError } from './errors.ts'

/** The errors an operation is documented to answer with, one type per status. */
export type OperationError<Bodies, Operation extends keyof Bodies & string> = {
  [Status in keyof Bodies[Operation] & number]: ApiError<Bodies[Operation][Status], Status, Operation>
}[keyof Bodies[Operation] & number]

/** Tells an error answer of the provider from anything else, and narrows its body by operation and status. */
export interface ApiErrorGuard<Bodies> {
  (error: unknown): error is ApiError
  <Operation extends keyof Bodies & string>(
    error: unknown,
    operation: Operation,
  ): error is OperationError<Bodies, Operation>
  <Operation extends keyof Bodies & string, Status extends keyof Bodies[Operation] & number>(
    error: unknown,
    operation: Operation,
    status: Status,
  ): error is ApiError<Bodies[Operation][Status], Status, Operation>
}

/** Whether `error` is an {@link ApiError}, of this operation and status if they are given. */
export function isApiError(error: unknown, operation?: string, status?: number): error is ApiError {
  return (
    error instanceof ApiError &&
    (operation === undefined || error.operation === operation) &&
    (status === undefined || error.status === status)
  )
}
