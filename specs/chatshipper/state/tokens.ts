/** Who logs in gets a token of their own: the mock signs it anew, and it ends when tokens do. */
import type { Row, StateCall, StateReply } from '@parlance/mock/state'
import { idOf, textOf } from './fields.ts'
import { membershipOf, roleOf } from './people.ts'

/** Ascending; a role has those before it too [official]. That `viewer` comes first is read from a real token [observed]. */
const scopes = ['viewer', 'guest', 'agent', 'bot', 'admin']

/** `POST /auth/token`: with an address and a password, or with the name of a client and a refresh token. */
export function createToken(call: StateCall): StateReply | undefined {
  const { email, clientId, refreshToken } = call.body
  return tokenFor(userCalled(call, email ?? clientId) ?? userOf(call, textOf(refreshToken)))
}

/** `GET /auth/token`. */
export function refreshToken(call: StateCall): StateReply | undefined {
  return tokenFor(userOf(call, call.one('refreshToken')))
}

function userCalled(call: StateCall, address: unknown): Row | undefined {
  return call.collection('users').by('email', address)[0]
}

/** A refresh token begins with the id of its user, as in every sample [official]. */
function userOf(call: StateCall, refreshToken = ''): Row | undefined {
  return call.collection('users').get(refreshToken.split('.', 1)[0])
}

/** Whoever the world does not know gets the token of the example: the mock takes any credentials. */
function tokenFor(user: Row | undefined): StateReply | undefined {
  if (!user) return undefined
  const role = roleOf(user) ?? 'guest'
  const organization = textOf(membershipOf(user)?.['organization'])
  const scope = scopes.slice(0, scopes.indexOf(role) + 1).join(' ') || role
  const claims = {
    _id: idOf(user),
    scope,
    ...(organization !== undefined && { organization }),
    grant_type: 'access_token',
  }
  return {
    body: {
      tokenType: 'Bearer',
      token: `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}.`,
      refreshToken: `${idOf(user)}.${'0'.repeat(40)}`,
      user: idOf(user),
      scope: role,
      ...(organization !== undefined && { organization }),
      expiresAt: '',
    },
  }
}

function encoded(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
