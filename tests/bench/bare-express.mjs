// The bare limit: an Express handler that parses the same body and sends a reply of the same shape and size.
import express from 'express'

const app = express()
app.disable('x-powered-by')
app.post('/api/v1/responses', express.json({ limit: 256_000 }), (request, response) => {
  const results = request.body.envelopes.map(({ id, hash }) => ({ id, hash, verdict: 'stored' }))
  response.json({ protocol: 1, epoch: '00000000-0000-4000-8000-000000000000', results })
})
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
