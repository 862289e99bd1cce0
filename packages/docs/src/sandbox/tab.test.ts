import { beforeEach, expect, test } from 'vitest'
import { openTab } from './tab.ts'

const site = new URL('https://docs.example/parlance/')
beforeEach(() => sessionStorage.clear())

test('the next page of a tab has what this one keeps', () => {
  openTab(site).keep('acme', '{"a":1}')
  expect(openTab(site).texts()).toEqual({ acme: '{"a":1}' })
})

test('another site on the same host has nothing of it, nor has it of what others keep', () => {
  sessionStorage.setItem('other', 'x')
  openTab(site).keep('acme', '{}')
  expect(openTab(new URL('https://docs.example/')).texts()).toEqual({})
  expect(openTab(site).texts()).toEqual({ acme: '{}' })
})

test('where the browser refuses, what is no longer true is dropped, and it can be told', () => {
  const tab = openTab(site)
  tab.keep('acme', 'old')
  tab.keep('acme', 'x'.repeat(20_000_000))
  expect(tab.isRefused).toBe(true)
  expect(openTab(site).texts()).toEqual({})
})
