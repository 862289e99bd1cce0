/** Functions, their versions and runs, and the runtime that they share. No code runs here: runs are in the world. */
import type { CollectionRules, Row, StateCall, StateHandler, StateReply } from '@parlance/mock/state'
import { linked } from './links.ts'
import { asked, filled, hiding, newId, of, only, showOnly } from './records.ts'

type ChatFunction = Row & { readonly id: number; readonly currentVersionNumber: number }

export const collections: Record<string, CollectionRules> = {
  functions: { order: 'oldest' },
  functionVersions: { show: hiding('functionId') },
  invocations: { schema: 'FunctionInvocation', show: hiding('functionId') },
  runtime: { schema: 'Runtime' },
}

export const operations: Record<string, StateHandler> = {
  'functions.getCurrentVersion': getCurrentVersion,
  'functions.listVersions': (call) => call.list('functionVersions', ofFunction(call)),
  'functions.createVersion': createVersion,
  'functions.listInvocations': (call) => call.list('invocations', ofFunction(call)),
  'runtime.get': (call) => showOnly(call, 'runtime'),
  'runtime.listFunctions': (call) => call.list('functions'),
  'runtime.createFunction': createFunction,
  'runtime.setDependencies': (call) => setRuntime(call, { dependencies: call.content }),
  'runtime.setEnvironmentVariables': (call) => setRuntime(call, { environmentVariables: call.body }),
  'runtime.setInitializationScript': (call) =>
    setRuntime(call, { initializationScript: { script: call.body['script'] } }),
}

function ofFunction(call: StateCall) {
  return of('functionId', asked<ChatFunction>(call, 'functions').id)
}

/** That 404 answers while nothing is deployed is inferred. */
function getCurrentVersion(call: StateCall): StateReply {
  const { id, currentVersionNumber } = asked<ChatFunction>(call, 'functions')
  const versions = call.collection('functionVersions').by('functionId', id)
  const current = versions.find((row) => row['versionNumber'] === currentVersionNumber)
  return current
    ? call.show('functionVersions', current)
    : call.refuse(404, 'No version of the function was deployed.')
}

/** New code runs from then on; that this enables the function is inferred. */
function createVersion(call: StateCall): StateReply {
  const { id: functionId, currentVersionNumber } = asked<ChatFunction>(call, 'functions')
  const { handlerScript } = filled(call, call.body, 'handlerScript')
  const versionNumber = currentVersionNumber + 1
  const version = { id: newId(call, 'functionVersions'), functionId, versionNumber, handlerScript }
  call.collection('functions').patch(functionId, { currentVersionNumber: versionNumber, enabled: true })
  return call.show(
    'functionVersions',
    call.collection('functionVersions').put(linked('functionVersions', version)),
  )
}

function runtimeOf(call: StateCall): Row {
  return only(call, 'runtime') ?? call.refuse(404, 'There is no runtime.')
}

function createFunction(call: StateCall): StateReply {
  const { type, name, description } = filled(call, call.body, 'type', 'name')
  const { id, type: kind, version } = runtimeOf(call)
  const made = {
    id: newId(call, 'functions'),
    type,
    name,
    ...(description !== undefined && { description }),
    enabled: false,
    currentVersionNumber: 0,
    runtime: { id, type: kind, version },
  }
  return call.show('functions', call.collection('functions').put(linked('functions', made)))
}

/** Replaces a part of the runtime. That nothing of ChatKitty's own stays without being named is inferred. */
function setRuntime(call: StateCall, part: Row): StateReply {
  const { id } = runtimeOf(call)
  return call.show('runtime', call.collection('runtime').patch(id as number, part))
}
