/** What samples are made of: the part of the model that says how one call looks. */
import type { Argument, Body, ClientParameter, Credential, Model, OperationModel } from '../model.ts'

/** Name and value of a header. */
export type Header = [name: string, value: string]

/** A provider, as samples need it. Every {@link Model} is one. */
export interface SampleModel extends Pick<Model, 'provider' | 'servers'> {
  credentials: SampleCredential[]
  clientParameters: Pick<ClientParameter, 'name' | 'option' | 'example'>[]
}

export interface SampleCredential extends Pick<Credential, 'option' | 'in' | 'name' | 'prefix'> {
  /** What is sent; by default `demo`, which the mock takes. */
  value?: string | undefined
}

/** An operation with what is sent as its examples. Every {@link OperationModel} is one. */
export interface SampleOperation extends Pick<
  OperationModel,
  'id' | 'method' | 'path' | 'server' | 'anonymous' | 'needsOneOf' | 'data' | 'accept' | 'envelope'
> {
  args: Pick<Argument, 'name' | 'example'>[]
  query: Pick<Argument, 'name' | 'example' | 'required' | 'writing'>[]
  body: Pick<Body, 'mediaType' | 'example' | 'files'> | undefined
  /** Whether its answer is a page of a list. */
  paging: object | undefined
}
