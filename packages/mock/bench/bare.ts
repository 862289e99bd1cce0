/** The least that a server can do in Node: the same answers without any judgement. Run with a port and the answers. */
import { createServer } from 'node:http'
import type { Subject } from './subject.ts'

const [port, answers] = process.argv.slice(2)
const { get, post } = JSON.parse(answers!) as Subject
const [got, posted] = [Buffer.from(get.body), Buffer.from(post.body)]
const headers = (body: Buffer) => ({ 'content-type': 'application/json', 'content-length': body.length })

const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.writeHead(get.status, headers(got)).end(got)
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString())
    response.writeHead(post.status, headers(posted)).end(posted)
  })
})
server.listen(Number(port), '127.0.0.1')
